import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { DELIVERY_COLUMNS, type Delivery } from "./delivery.js";
import { TIMEOUT_MS } from "./sendWebhook.js";

/** Tries at one endpoint at once, over all processes: one that hangs ties up no more than these. */
export const AT_ONCE = 8;
/** A process that has not recorded its try so long after the claim is gone; one that is only slow records nothing then. */
const CLAIM_SECONDS = TIMEOUT_MS / 1000 + 5;

/** Whose deliveries: those of the workers, or of one developer's command line. */
export type Deliverer = "workers" | { endpointId: string };

/** Deliveries whose time has come and that nobody is trying, as many for each endpoint as may be tried at once. */
export async function listDueDeliveries(sql: Sql, deliverer: Deliverer): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT due.id FROM webhook_endpoints e
      CROSS JOIN LATERAL (
        SELECT d.id FROM webhook_deliveries d
         WHERE d.endpoint_id = e.id AND d.state = 'pending' AND d.next_attempt_at <= now()
           AND (d.claimed_until IS NULL OR d.claimed_until <= now())
         ORDER BY d.next_attempt_at, d.id
         LIMIT greatest(0, $1 - (SELECT count(*) FROM webhook_deliveries o WHERE o.endpoint_id = e.id AND o.claimed_until > now()))
      ) AS due
      WHERE e.disabled_at IS NULL AND CASE WHEN $2::text IS NULL THEN e.listens_until IS NULL ELSE e.id = $2 END`,
    [AT_ONCE, deliverer === "workers" ? null : deliverer.endpointId],
  );
  return rows.map(({ id }) => id);
}

/** A delivery that is this process's to try, and the number of the claim, by which its outcome is recorded. */
export type ClaimedDelivery = Delivery & { claims: number };

/**
 * Claims a delivery that is due, unless another process has it, or its endpoint has enough tries under way, was
 * disabled or deleted: then null.
 */
export async function claimDelivery(pool: Pool, deliveryId: string): Promise<ClaimedDelivery | null> {
  return transaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      `SELECT 1 FROM webhook_endpoints e WHERE e.disabled_at IS NULL
          AND e.id = (SELECT endpoint_id FROM webhook_deliveries WHERE id = $1) FOR NO KEY UPDATE`,
      [deliveryId],
    );
    if (rowCount === 0) return null;
    const { rows } = await sql.query<ClaimedDelivery>(
      `UPDATE webhook_deliveries AS d SET claims = d.claims + 1, claimed_until = now() + make_interval(secs => $3)
        WHERE d.id = $1 AND d.state = 'pending' AND d.next_attempt_at <= now() AND (d.claimed_until IS NULL OR d.claimed_until <= now())
          AND (SELECT count(*) FROM webhook_deliveries o WHERE o.endpoint_id = d.endpoint_id AND o.claimed_until > now()) < $2
       RETURNING ${DELIVERY_COLUMNS}, d.claims`,
      [deliveryId, AT_ONCE, CLAIM_SECONDS],
    );
    return rows[0] ?? null;
  });
}

/** Gives a claim back untried, as when the process stops. */
export async function releaseDelivery(sql: Sql, { id, claims }: ClaimedDelivery): Promise<void> {
  await sql.query("UPDATE webhook_deliveries SET claimed_until = NULL WHERE id = $1 AND claims = $2", [id, claims]);
}
