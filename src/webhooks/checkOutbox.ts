import type { Sql } from "../db/sql.js";

/** What each check promises, and the statement that finds what breaks it: rows with an `example`. */
const CHECKS = {
  versions_complete: {
    promise: "the events of each object are numbered from 1 without a gap",
    faults: `SELECT object_id AS example FROM outbox GROUP BY bucket, object_id HAVING min(version) <> 1 OR max(version) <> count(*)`,
  },
  grants_told: {
    promise: "every lot that came into a wallet has one grant.created, and none is told of that is not there",
    faults: `SELECT coalesce(g.id, o.object_id) AS example FROM grants g
      FULL JOIN (SELECT bucket, object_id, count(*) AS events FROM outbox WHERE type = 'grant.created' GROUP BY bucket, object_id) o
        ON o.bucket = g.bucket AND o.object_id = g.id WHERE g.id IS NULL OR o.events IS DISTINCT FROM 1`,
  },
  notices_told: {
    promise: "every notice of a lot's end has its grant.expiring",
    faults: `SELECT coalesce(n.grant_id, o.object_id) AS example
      FROM (SELECT bucket, grant_id, count(*) AS notices FROM expiry_notices GROUP BY bucket, grant_id) n
      FULL JOIN (SELECT bucket, object_id, count(*) AS events FROM outbox WHERE type = 'grant.expiring' GROUP BY bucket, object_id) o
        ON o.bucket = n.bucket AND o.object_id = n.grant_id WHERE o.events IS DISTINCT FROM n.notices`,
  },
  holds_told: {
    promise: "every hold that expired has one hold.expired, and no other has",
    faults: `SELECT coalesce(h.id, o.object_id) AS example FROM (SELECT bucket, id FROM holds WHERE state = 'expired') h
      FULL JOIN (SELECT bucket, object_id, count(*) AS events FROM outbox WHERE type = 'hold.expired' GROUP BY bucket, object_id) o
        ON o.bucket = h.bucket AND o.object_id = h.id WHERE h.id IS NULL OR o.events IS DISTINCT FROM 1`,
  },
  refunds_told: {
    promise: "every refund has its debit.refunded, up to what is refunded of the debit now",
    faults: `SELECT coalesce(d.id, o.object_id) AS example FROM (SELECT bucket, id, refunded FROM debits WHERE refunded > 0) d
      FULL JOIN (SELECT bucket, object_id, max(refunded) AS refunded, bool_and(grows) AS grow
                   FROM (SELECT bucket, object_id, (facts ->> 'refunded')::bigint AS refunded, (facts ->> 'refunded')::bigint
                                > lag((facts ->> 'refunded')::bigint, 1, 0::bigint) OVER (PARTITION BY bucket, object_id ORDER BY version) AS grows
                           FROM outbox WHERE type = 'debit.refunded') AS steps GROUP BY bucket, object_id) o
        ON o.bucket = d.bucket AND o.object_id = d.id WHERE d.refunded IS DISTINCT FROM o.refunded OR NOT o.grow`,
  },
  deposits_told: {
    promise: "the events of each deposit are the statuses of its history, in order",
    faults: `SELECT coalesce(h.deposit_id, o.object_id) AS example
      FROM (SELECT deposit_id, array_agg(status ORDER BY position) AS told
              FROM (SELECT *, lag(status) OVER (PARTITION BY deposit_id ORDER BY position) AS before FROM deposit_history) AS lines
             WHERE status IN ('detected', 'credited', 'stuck', 'reorged') AND status IS DISTINCT FROM before GROUP BY deposit_id) h
      FULL JOIN (SELECT object_id, array_agg(substr(type, 9) ORDER BY version) AS told FROM outbox WHERE type LIKE 'deposit.%' GROUP BY object_id) o
        ON o.object_id = h.deposit_id WHERE h.told IS DISTINCT FROM o.told`,
  },
  checkouts_told: {
    promise:
      "every checkout has one checkout.created, its first, and one that is paid or expired was last told to be that",
    faults: `SELECT coalesce(c.id, o.object_id) AS example FROM checkouts c
      FULL JOIN (SELECT object_id, array_agg(substr(type, 10) ORDER BY version) AS told FROM outbox WHERE type LIKE 'checkout.%' GROUP BY object_id) o
        ON o.object_id = c.id
      WHERE c.id IS NULL OR o.told IS NULL OR o.told[1] <> 'created' OR 'created' = ANY (o.told[2:])
         OR (c.status IN ('paid', 'expired') AND o.told[cardinality(o.told)] <> c.status)`,
  },
  handed_on: {
    promise: "no event waits in the outbox for more than a minute",
    faults: `SELECT id AS example FROM outbox WHERE dispatched_at IS NULL AND created_at < now() - interval '1 minute'`,
  },
  deliveries_move: {
    promise:
      "no delivery is overdue by more than two minutes: each was delivered, waits for its next try, or has failed visibly",
    faults: `SELECT d.id AS example FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id
      WHERE d.state = 'pending' AND d.next_attempt_at < now() - interval '2 minutes' AND coalesce(d.claimed_until, '-infinity') < now()
        AND e.disabled_at IS NULL AND e.listens_until IS NULL`,
  },
} as const;

export type OutboxVerification = { ok: boolean; checks: { name: string; ok: boolean; detail: string }[] };

/**
 * Compares the outbox with the states that it tells of, and says which checks hold: events are exactly the changes that
 * happened, counted without a gap, and none is left behind. Reads only; writers may go on meanwhile.
 */
export async function checkOutbox(sql: Sql): Promise<OutboxVerification> {
  const checks = [];
  for (const [name, { promise, faults }] of Object.entries(CHECKS)) {
    const { rows } = await sql.query<{ count: number; example: string | null }>(
      `SELECT count(*)::int AS count, min(example) AS example FROM (${faults}) AS faults`,
    );
    const { count = 0, example = null } = rows[0] ?? {};
    const detail = count === 0 ? promise : `broken ${count} times, such as by ${example}: ${promise}`;
    checks.push({ name, ok: count === 0, detail });
  }
  return { ok: checks.every(({ ok }) => ok), checks };
}
