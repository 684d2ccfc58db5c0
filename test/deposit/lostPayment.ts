import { updateStatuses } from "../../src/checkout/updateStatus.js";
import { transaction } from "../../src/db/transaction.js";
import { recordHistory } from "../../src/deposits/deposit.js";
import { holdBackDeposit } from "../../src/ledger/holdBackDeposit.js";
import type { DepositStore } from "../support/depositStore.js";

/** As if forks had just taken credited payments of a checkout, at once; the chain has them, so that looking at them brings them back. */
export async function lose({ database }: DepositStore, checkoutId: string, depositIds: string[]): Promise<void> {
  await transaction(database.pool, async (sql) => {
    for (const depositId of depositIds) {
      const lost =
        "UPDATE deposits SET status = 'stuck', stuck_reason = 'reorged_after_credit', due_at = now() WHERE id = $1";
      await sql.query(lost, [depositId]);
      await holdBackDeposit(sql, depositId);
      await recordHistory(sql, { depositId, status: "stuck", detail: "A fork took it." });
    }
    await updateStatuses(sql, new Set([checkoutId]));
  });
}

/** Block and transaction of no chain: nobody knows what has such a block, and what has such a transaction is gone for good. */
export const NOWHERE = { blockHash: "left", txHash: `0x${"00".repeat(32)}` };

/** Lets a lost payment be in another block or transaction than it was, and be looked at now. Answers where it was. */
export async function move(
  { database }: DepositStore,
  depositId: string,
  to: { blockHash?: string; txHash?: string },
): Promise<{ blockHash: string; txHash: string }> {
  const { rows } = await database.pool.query<{ blockHash: string; txHash: string }>(
    `UPDATE deposits AS d SET block_hash = coalesce($2, d.block_hash), tx_hash = coalesce($3, d.tx_hash), due_at = now()
       FROM deposits AS before WHERE d.id = $1 AND before.id = d.id
     RETURNING before.block_hash AS "blockHash", before.tx_hash AS "txHash"`,
    [depositId, to.blockHash ?? null, to.txHash ?? null],
  );
  if (rows[0] === undefined) throw new Error(`There is no deposit ${depositId}.`);
  return rows[0];
}
