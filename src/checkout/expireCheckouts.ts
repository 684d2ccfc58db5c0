import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { lockCheckout } from "./checkout.js";
import type { Chains } from "./openCheckout.js";
import { UNDER_WAY } from "./underWay.js";
import { updateStatus } from "./updateStatus.js";

/** Checkouts ended in one run; the next run takes the rest. */
const BATCH = 200;

/**
 * Those whose time is over by the same rule as in updateStatus: what waits for its chain, or for a payment to become
 * final, is left out, so that it never keeps others from ending.
 */
const OVER = `SELECT id FROM checkouts c WHERE status IN ('open', 'confirming') AND in_time_until < store_now()
  AND NOT EXISTS (SELECT FROM networks n WHERE n.network = c.network AND n.network = ANY($2)
                    AND (n.cursor_at IS NULL OR n.cursor_at <= c.in_time_until))
  AND NOT EXISTS (SELECT FROM deposits WHERE deposits.checkout_id = c.id AND ${UNDER_WAY} AND deposits.block_at <= c.in_time_until)
  ORDER BY in_time_until LIMIT $1`;

/**
 * Ends the checkouts whose time is over on our clock and on the scanned chain; where a network is not watched by this
 * store any more, on our clock alone. A payment that is found later in a block in time is credited as such all the same.
 * @returns how many were looked at.
 */
export async function expireCheckouts(pool: Pool, chains: Chains): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(OVER, [BATCH, [...chains.keys()]]);
  for (const { id } of rows) {
    await transaction(pool, async (sql) => {
      const checkout = await lockCheckout(sql, id);
      const isWatched = checkout.network !== null && chains.has(checkout.network);
      await updateStatus(sql, isWatched ? checkout : { ...checkout, network: null });
    });
  }
  return rows.length;
}
