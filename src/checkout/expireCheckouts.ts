import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { lockCheckout } from "./checkout.js";
import { updateStatus } from "./updateStatus.js";

/** Checkouts looked at in one run; the next run takes the rest. */
const BATCH = 200;

/**
 * Ends the checkouts whose time is over on our clock and on the scanned chain.
 * @returns how many were looked at.
 */
export async function expireCheckouts(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM checkouts WHERE status IN ('open', 'confirming') AND in_time_until < store_now()
     ORDER BY in_time_until LIMIT $1`,
    [BATCH],
  );
  for (const { id } of rows) {
    await transaction(pool, async (sql) => updateStatus(sql, await lockCheckout(sql, id)));
  }
  return rows.length;
}
