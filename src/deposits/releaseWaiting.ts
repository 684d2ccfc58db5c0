import type { Sql } from "../db/sql.js";

/** Made due in one transaction at most; the crediting of these makes more due. */
const RELEASED_MAX = 500;

/**
 * Makes due what is final and waits for more money on these checkouts, which have reached the minimum: the newest first,
 * and no more than a transaction should change, as a flood of dust may have left any number. The checkouts are locked.
 */
export async function releaseWaiting(sql: Sql, checkoutIds: string[]): Promise<void> {
  if (checkoutIds.length === 0) return;
  await sql.query(
    `UPDATE deposits SET due_at = now(), status = 'confirming', stuck_reason = NULL WHERE id IN (
       SELECT id FROM deposits WHERE checkout_id = ANY($1) AND final_at IS NOT NULL AND due_at IS NULL
         AND (status = 'confirming' OR stuck_reason = 'below_minimum') ORDER BY final_at DESC, id DESC LIMIT $2)`,
    [checkoutIds, RELEASED_MAX],
  );
}
