import type { Pool } from "../db/client.js";
import { postEvent } from "../db/outbox.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { BUCKETS } from "../lib/ids.js";
import { lockWallet } from "./lockWallet.js";
import { readStoreTime } from "./readStoreTime.js";

/** How long before its credits lapse a lot is announced. Lots that live no longer, such as a daily quota, never are. */
export const NOTICE_DAYS = 7;
/** Wallets announced before the next are read. */
const BATCH = 200;

/** Lots of a bucket ($1) at a time ($2) of which it must be said that they lapse soon, as g, with their wallet w. */
const SOON = `
  FROM wallets w
  JOIN grants g ON g.bucket = w.bucket AND g.wallet_id = w.id AND g.live AND g.remaining > 0 AND NOT g.scheduled
 CROSS JOIN LATERAL ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, w.active_at) AS lapses(at)
 WHERE w.bucket = $1 AND w.due_at <= $2::timestamptz + interval '${NOTICE_DAYS} days'
   AND lapses.at <= $2::timestamptz + interval '${NOTICE_DAYS} days' AND g.grace_until IS NULL
   AND lapses.at - g.effective_at > interval '${NOTICE_DAYS} days'
   AND (g.inactive_after_days IS NULL OR g.inactive_after_days > ${NOTICE_DAYS})
   AND NOT EXISTS (SELECT FROM expiry_notices n WHERE n.bucket = g.bucket AND n.grant_id = g.id AND n.lapses_at = lapses.at)`;

type Announced = { grant_id: string; lapses_at: Date; facts: Record<string, unknown> };

async function announceWallet(pool: Pool, bucket: number, walletId: string): Promise<number> {
  return transaction(pool, async (sql: Sql) => {
    await lockWallet(sql, walletId);
    const { rows } = await sql.query<Announced>(
      `WITH soon AS MATERIALIZED (SELECT g.id, lapses.at, ledger_grant_facts(g) AS facts ${SOON} AND w.id = $3),
       said AS (INSERT INTO expiry_notices (bucket, grant_id, lapses_at) SELECT $1, s.id, s.at FROM soon s)
       SELECT s.id AS grant_id, s.at AS lapses_at, s.facts FROM soon s ORDER BY s.at, s.id`,
      [bucket, await readStoreTime(sql), walletId],
    );
    for (const { grant_id: grantId, lapses_at: lapsesAt, facts: grant } of rows) {
      const facts = { ...grant, lapsesAt: lapsesAt.toISOString() };
      await postEvent(sql, { bucket, type: "grant.expiring", objectId: grantId, facts });
    }
    return rows.length;
  });
}

/**
 * Posts `grant.expiring` for every lot whose credits lapse within a week, once, and again only where activity has moved
 * its end. Safe to run at any time and twice at once.
 * @returns how many lots were announced.
 */
export async function alertExpiringGrants(pool: Pool): Promise<number> {
  const now = await readStoreTime(pool);
  let announced = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    for (;;) {
      const { rows } = await pool.query<{ id: string }>(`SELECT DISTINCT w.id ${SOON} LIMIT $3`, [bucket, now, BATCH]);
      for (const { id } of rows) announced += await announceWallet(pool, bucket, id);
      if (rows.length < BATCH) break;
    }
  }
  return announced;
}
