import { graceSecondsOf } from "../catalog/graceSecondsOf.js";
import type { Network } from "../chains/chain.js";
import { lockCheckout } from "../checkout/checkout.js";
import { forgetPaid, updateStatus, updateStatusTakenBack } from "../checkout/updateStatus.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { dropRefundRequest } from "../ledger/refundRequest.js";
import { resumeDeposit } from "../ledger/resumeDeposit.js";
import { reverseDeposit } from "../ledger/reverseDeposit.js";
import { formatAmount } from "../lib/money.js";
import { askFate, type Fate } from "./askFate.js";
import type { Crediting } from "./crediting.js";
import { type Deposit, lockDeposit, readDeposits, recordHistory } from "./deposit.js";
import { lockSettlement } from "./lockSettlement.js";
import { holdScan, recordMissedBlocks } from "./recordMissed.js";
import { resettleCheckout } from "./resettleCheckout.js";

/** Looked at in one run; the next run takes the rest. */
const BATCH = 100;

/** A condition in SQL on deposits: the block that is recorded for it is part of the chain as it was scanned. */
const IS_SCANNED = `EXISTS (SELECT FROM blocks
  WHERE blocks.network = deposits.network AND number = deposits.block_number AND hash = deposits.block_hash)`;

async function isScanned(sql: Sql, { id }: Deposit): Promise<boolean> {
  const { rowCount } = await sql.query(`SELECT 1 FROM deposits WHERE id = $1 AND ${IS_SCANNED}`, [id]);
  return rowCount !== 0;
}

/** Whether its height is final for so long that the scan keeps no block of it any more. */
async function isForgotten(sql: Sql, { network, blockNumber }: Deposit): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT 1 FROM networks WHERE network = $1 AND paused_at IS NULL AND final_number >= $2
       AND NOT EXISTS (SELECT FROM blocks WHERE blocks.network = $1 AND number <= $2)`,
    [network, blockNumber],
  );
  return rowCount !== 0;
}

/** Whether another payment of its checkout was taken back while a fork held this one, which could not be settled without it then. */
async function isToSettleAgain(sql: Sql, { id }: Deposit): Promise<boolean> {
  const { rowCount } = await sql.query("UPDATE deposits SET settle_again = false WHERE id = $1 AND settle_again", [id]);
  return rowCount !== 0;
}

async function resume(sql: Sql, { id, blockNumber }: Deposit, graceSeconds: number): Promise<void> {
  const released = await resumeDeposit(sql, id, graceSeconds);
  await sql.query("UPDATE deposits SET status = 'credited', stuck_reason = NULL, due_at = NULL WHERE id = $1", [id]);
  const detail = `It is back, in block ${blockNumber}: ${formatAmount(released)} credits that were held back are free again.`;
  await recordHistory(sql, { depositId: id, status: "credited", detail });
}

async function reverse(sql: Sql, deposit: Deposit, graceSeconds: number): Promise<void> {
  const { id } = deposit;
  const ended = (await dropRefundRequest(sql, deposit)) ? " Nothing is to be paid back for it any more." : "";
  const reversals = await reverseDeposit(sql, id, graceSeconds);
  await sql.query(
    `UPDATE deposits SET status = 'reorged', stuck_reason = NULL, due_at = NULL, credits = 0, credited_at = NULL,
       final_at = NULL, reversals = reversals + 1 WHERE id = $1`,
    [id],
  );
  const total = (of: "taken" | "owed") => formatAmount(reversals.reduce((sum, each) => sum + each[of], 0n));
  const detail = `It never came back: ${total("taken")} credits were taken back, ${total("owed")} were spent and are owed.${ended}`;
  await recordHistory(sql, { depositId: id, status: "reorged", detail });
}

async function end(crediting: Crediting, seen: Deposit, fate: Fate): Promise<void> {
  const graceSeconds = graceSecondsOf(await crediting.catalogs.current());
  const instead = fate.kind === "gone" ? fate.instead : undefined;
  await transaction(crediting.pool, async (sql) => {
    if (instead !== undefined) await holdScan(sql, seen.network);
    const checkout = seen.checkoutId === null ? null : await lockCheckout(sql, seen.checkoutId);
    const deposit = await lockDeposit(sql, seen.id);
    // A scan may have moved it while the nodes were asked.
    if (deposit.stuckReason !== "reorged_after_credit" || deposit.blockHash !== seen.blockHash) return;
    const isBack = (await isScanned(sql, deposit)) || (fate.kind === "back" && (await isForgotten(sql, deposit)));
    if (isBack !== (fate.kind === "back")) return;
    const changesOthers = (await isToSettleAgain(sql, deposit)) || !isBack;
    if (changesOthers) await lockSettlement(sql, deposit);
    await (isBack ? resume : reverse)(sql, deposit, graceSeconds);
    if (checkout !== null && changesOthers) await resettleCheckout(sql, crediting, checkout, graceSeconds);
    if (checkout !== null && !isBack) await forgetPaid(sql, checkout.id);
    // The scan came past it while its identity stood for what was credited.
    if (instead !== undefined) await recordMissedBlocks(sql, seen.network, [instead]);
    if (checkout === null) return;
    await (isBack ? updateStatus : updateStatusTakenBack)(sql, checkout);
  });
}

/**
 * Decides on the deposits of a network that a fork took away after they were credited: one that stands in a scanned
 * block again, or in a final one that the scan has forgotten, gets its held-back credits free, without a second credit;
 * one that no node knows once that height is final is reversed, bonus included, and what was spent of it is owed. Where its
 * transaction pays us something else by then, that is recorded in the same transaction.
 * @throws ProviderError when no node answers; nothing is decided then.
 */
export async function resolveReorged(crediting: Crediting, network: Network): Promise<void> {
  const { pool } = crediting;
  // Those that are back come first: others may have to wait for long, and would fill every run.
  const lost = await readDeposits(
    pool,
    `network = $1 AND status = 'stuck' AND stuck_reason = 'reorged_after_credit' ORDER BY ${IS_SCANNED} DESC, due_at, id LIMIT $2`,
    [network, BATCH],
  );
  for (const deposit of lost) {
    const fate: Fate = (await isScanned(pool, deposit)) ? { kind: "back" } : await askFate(crediting, deposit);
    if (fate.kind !== "unknown") await end(crediting, deposit, fate);
  }
}
