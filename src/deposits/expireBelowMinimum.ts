import type { Pool } from "../db/client.js";
import { announce } from "../db/notify.js";
import { transaction } from "../db/transaction.js";
import { readDeposits, recordHistories } from "./deposit.js";

/** Shows operators the small deposits that waited for more money until their checkout's time was over. */
export async function expireBelowMinimum(pool: Pool): Promise<number> {
  return transaction(pool, async (sql) => {
    const waiting = await readDeposits(
      sql,
      `status = 'confirming' AND final_at IS NOT NULL AND due_at IS NULL AND checkout_id IN (
         SELECT id FROM checkouts WHERE ended_at IS NOT NULL) ORDER BY id LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED`,
      [],
    );
    await sql.query("UPDATE deposits SET status = 'stuck', stuck_reason = 'below_minimum' WHERE id = ANY($1)", [
      waiting.map(({ id }) => id),
    ]);
    const detail = "Its checkout's time is over and the minimum was not reached.";
    await recordHistories(
      sql,
      waiting.map(({ id }) => ({ depositId: id, status: "stuck", detail })),
    );
    await announce(
      sql,
      waiting.flatMap(({ checkoutId }) => (checkoutId === null ? [] : [{ checkout: checkoutId }])),
    );
    return waiting.length;
  });
}
