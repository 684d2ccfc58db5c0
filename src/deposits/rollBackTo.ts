import type { BlockHeader, Network } from "../chains/chain.js";
import { lockCheckouts } from "../checkout/checkout.js";
import { updateStatuses } from "../checkout/updateStatus.js";
import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { holdBackDeposit } from "../ledger/holdBackDeposit.js";
import { lockDepositWallets } from "../ledger/lockDepositWallets.js";
import { formatAmount } from "../lib/money.js";
import { type HistoryLine, readDeposits, recordHistories } from "./deposit.js";

/** A condition in SQL on deposits: one that a fork can take away, which ends what it is. */
export const CAN_BE_LOST = "status IN ('detected', 'confirming', 'credited', 'stuck', 'rejected')";

/** What was final on this network was rolled back: until a person has looked, its nodes are not believed. */
async function freeze(sql: Sql, network: Network, ancestor: BlockHeader, finalNumber: number): Promise<void> {
  const reason = `A fork replaced blocks that were final: it reaches below block ${finalNumber}, to block ${ancestor.number}. Nothing is credited here until an operator has found out what happened and resumes the network.`;
  await sql.query("UPDATE networks SET paused_at = coalesce(paused_at, now()), pause_reason = $2 WHERE network = $1", [
    network,
    reason,
  ]);
}

/** Blocks above are final, and read again through a second provider, on the new branch only. */
async function lowerFinal(sql: Sql, network: Network, { number }: BlockHeader): Promise<void> {
  await sql.query(
    `UPDATE networks SET final_number = $2, lost_cursor_hash = NULL,
       rechecked_number = CASE WHEN rechecked_number > $2 THEN $2 ELSE rechecked_number END WHERE network = $1`,
    [network, number],
  );
}

/**
 * Forgets the blocks above `ancestor`, which a fork has replaced, and moves the cursor back to it. Deposits in them are
 * no longer on the chain: those not credited, rejected ones as well, become `reorged`; the credits of others are held back until the
 * transaction comes back in another block, or is known never to. A fork below what was final freezes the network, unless
 * an operator has accepted it.
 * @param replaced the cursor that the fork was seen from.
 * @param options `lostAbove`: where the branch is not read from where it begins, the newest block that it surely has in common.
 * @returns false, with nothing changed, when another worker has moved the cursor meanwhile: it may have walked this fork back
 * and gone on to blocks that are final, of which the caller's decision knew nothing.
 */
export async function rollBackTo(
  pool: Pool,
  network: Network,
  ancestor: BlockHeader,
  replaced: Pick<BlockHeader, "number" | "hash">,
  { lostAbove = ancestor.number, isAccepted = false }: { lostAbove?: number; isAccepted?: boolean } = {},
): Promise<boolean> {
  return transaction(pool, async (sql) => {
    const { rows } = await sql.query<{ finalNumber: number | null }>(
      `SELECT final_number AS "finalNumber" FROM networks
       WHERE network = $1 AND cursor_number = $2 AND cursor_hash = $3 FOR NO KEY UPDATE`,
      [network, replaced.number, replaced.hash],
    );
    if (rows[0] === undefined) return false;
    const { finalNumber } = rows[0];
    if (finalNumber !== null && ancestor.number < finalNumber) {
      if (!isAccepted) await freeze(sql, network, ancestor, finalNumber);
      await lowerFinal(sql, network, ancestor);
    }
    await sql.query("DELETE FROM blocks WHERE network = $1 AND number > $2", [network, ancestor.number]);
    // While the network is locked no deposit comes to these blocks, and none leaves them.
    const above = `network = $1 AND block_number > $2 AND ${CAN_BE_LOST}`;
    const inThem = await readDeposits(sql, above, [network, lostAbove]);
    await lockCheckouts(
      sql,
      inThem.flatMap(({ checkoutId }) => checkoutId ?? []),
    );
    const lost = await readDeposits(sql, `${above} ORDER BY id FOR NO KEY UPDATE`, [network, lostAbove]);
    await lockDepositWallets(
      sql,
      lost.filter(({ creditedAt }) => creditedAt !== null).map(({ id }) => id),
    );
    await sql.query(
      `UPDATE deposits SET status = CASE WHEN credited_at IS NULL THEN 'reorged' ELSE 'stuck' END,
         stuck_reason = CASE WHEN credited_at IS NOT NULL THEN 'reorged_after_credit' END,
         due_at = CASE WHEN credited_at IS NOT NULL THEN now() END, final_at = CASE WHEN credited_at IS NOT NULL THEN final_at END
       WHERE id = ANY($1)`,
      [lost.map(({ id }) => id)],
    );
    const lines: HistoryLine[] = [];
    for (const { id, blockNumber, creditedAt } of lost) {
      const heldBack = creditedAt === null ? 0n : await holdBackDeposit(sql, id);
      const held = heldBack === 0n ? "" : ` ${formatAmount(heldBack)} of its credits are held back until it is known.`;
      lines.push({
        depositId: id,
        status: creditedAt === null ? "reorged" : "stuck",
        detail: `A fork replaced block ${blockNumber}, which held this payment.${held}`,
      });
    }
    await recordHistories(sql, lines);
    await sql.query(
      "UPDATE networks SET cursor_number = $2, cursor_hash = $3, cursor_at = $4, head_number = $2 WHERE network = $1",
      [network, ancestor.number, ancestor.hash, ancestor.timestamp],
    );
    await updateStatuses(sql, new Set(lost.flatMap(({ checkoutId }) => checkoutId ?? [])));
    return true;
  });
}
