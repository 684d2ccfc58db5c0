import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import type { ClaimedDelivery } from "./claimDelivery.js";
import type { AfterTry } from "./decideAfterTry.js";
import type { Try } from "./delivery.js";

/** An endpoint that wants no more is told nothing more; what was on its way to it ends visibly. */
async function disable(sql: Sql, endpointId: string, reason: string): Promise<void> {
  await sql.query(
    "UPDATE webhook_endpoints SET disabled_at = now(), disabled_reason = $2 WHERE id = $1 AND disabled_at IS NULL",
    [endpointId, reason],
  );
  await sql.query(
    `UPDATE webhook_deliveries SET state = 'failed', failure = $2, next_attempt_at = NULL, claimed_until = NULL, claims = claims + 1, ended_at = now()
      WHERE endpoint_id = $1 AND state = 'pending'`,
    [endpointId, reason],
  );
}

/**
 * Keeps a try with its delivery, and what it led to.
 * @returns false where somebody else has the delivery by now: this try then counts for nothing.
 */
export async function recordTry(pool: Pool, claimed: ClaimedDelivery, made: Try, after: AfterTry): Promise<boolean> {
  const { id, endpointId, claims } = claimed;
  const disables = after.kind === "failed" && after.disable;
  return transaction(pool, async (sql) => {
    // The endpoint before its deliveries, like everybody who changes both. Whoever writes deliveries holds FOR KEY SHARE:
    // only one that disables the endpoint waits for them, so that it sees what they wrote.
    const lock = disables ? "FOR UPDATE" : "FOR NO KEY UPDATE";
    await sql.query(`SELECT 1 FROM webhook_endpoints WHERE id = $1 ${lock}`, [endpointId]);
    const { rowCount } = await sql.query(
      `UPDATE webhook_deliveries
          SET state = $3, attempts = attempts + 1, tries = tries || $4::jsonb, claimed_until = NULL, failure = $5,
              next_attempt_at = CASE WHEN $3 = 'pending' THEN now() + make_interval(secs => $6) END,
              ended_at = CASE WHEN $3 <> 'pending' THEN now() END
        WHERE id = $1 AND claims = $2`,
      [
        id,
        claims,
        after.kind === "again" ? "pending" : after.kind,
        JSON.stringify([made]),
        after.kind === "failed" ? after.failure : null,
        after.kind === "again" ? after.waitMs / 1000 : null,
      ],
    );
    if (rowCount === 0) return false;
    if (disables) await disable(sql, endpointId, after.failure);
    return true;
  });
}
