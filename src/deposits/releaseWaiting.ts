import type { Sql } from "../db/sql.js";
import { recordHistories } from "./deposit.js";

/** Made due in one transaction at most; the crediting of these makes more due. */
const RELEASED_MAX = 500;

/**
 * Makes due what is final and waits for more money on these checkouts, which have reached the minimum: the newest first,
 * and no more than a transaction should change, as a flood of dust may have left any number. The checkouts are locked.
 */
export async function releaseWaiting(sql: Sql, checkoutIds: string[]): Promise<void> {
  if (checkoutIds.length === 0) return;
  const { rows } = await sql.query<{ id: string; wasStuck: boolean }>(
    `UPDATE deposits SET due_at = now(), status = 'confirming', stuck_reason = NULL FROM (
       SELECT id, status = 'stuck' AS was_stuck FROM deposits WHERE checkout_id = ANY($1) AND final_at IS NOT NULL AND due_at IS NULL
         AND (status = 'confirming' OR stuck_reason = 'below_minimum') ORDER BY final_at DESC, id DESC LIMIT $2) AS waiting
     WHERE deposits.id = waiting.id RETURNING deposits.id, was_stuck AS "wasStuck"`,
    [checkoutIds, RELEASED_MAX],
  );
  // So that clients are told once more where one gets stuck for another reason.
  const released = rows.filter(({ wasStuck }) => wasStuck);
  const detail = "Its checkout has reached the minimum.";
  await recordHistories(
    sql,
    released.map(({ id }) => ({ depositId: id, status: "confirming", detail })),
  );
}
