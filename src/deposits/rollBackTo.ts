import type { BlockHeader, Network } from "../chains/chain.js";
import { updateStatuses } from "../checkout/updateStatus.js";
import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { readDeposits, recordHistory } from "./deposit.js";

/**
 * Forgets the blocks above `ancestor`, which a fork has replaced, and moves the cursor back to it. Deposits in them are
 * no longer on the chain: those not yet credited become `reorged`, credited ones wait for an operator or for the
 * transaction to come back in another block.
 */
export async function rollBackTo(pool: Pool, network: Network, ancestor: BlockHeader): Promise<void> {
  await transaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      "SELECT 1 FROM networks WHERE network = $1 AND cursor_number > $2 FOR NO KEY UPDATE",
      [network, ancestor.number],
    );
    if (rowCount === 0) return;
    await sql.query("DELETE FROM blocks WHERE network = $1 AND number > $2", [network, ancestor.number]);
    const lost = await readDeposits(
      sql,
      "network = $1 AND block_number > $2 AND status IN ('detected', 'confirming', 'credited') FOR NO KEY UPDATE",
      [network, ancestor.number],
    );
    for (const deposit of lost) {
      const credited = deposit.status === "credited";
      await sql.query(
        `UPDATE deposits SET status = $2, stuck_reason = $3, due_at = NULL, final_at = CASE WHEN $2 = 'stuck' THEN final_at END
         WHERE id = $1`,
        [deposit.id, credited ? "stuck" : "reorged", credited ? "reorged_after_credit" : null],
      );
      await recordHistory(sql, {
        depositId: deposit.id,
        status: credited ? "stuck" : "reorged",
        detail: `A fork replaced block ${deposit.blockNumber}, which held this payment.`,
      });
    }
    await sql.query(
      "UPDATE networks SET cursor_number = $2, cursor_hash = $3, cursor_at = $4, head_number = $2 WHERE network = $1",
      [network, ancestor.number, ancestor.hash, ancestor.timestamp],
    );
    await updateStatuses(sql, new Set(lost.flatMap(({ checkoutId }) => checkoutId ?? [])));
  });
}
