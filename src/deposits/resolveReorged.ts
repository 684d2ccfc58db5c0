import type { Network, TokenTransfer } from "../chains/chain.js";
import { lockCheckout } from "../checkout/checkout.js";
import { updateStatus } from "../checkout/updateStatus.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { dropRefundRequest } from "../ledger/refundRequest.js";
import { resumeDeposit } from "../ledger/resumeDeposit.js";
import { reverseDeposit } from "../ledger/reverseDeposit.js";
import { formatAmount } from "../lib/money.js";
import type { Crediting } from "./crediting.js";
import { type Deposit, lockDeposit, readDeposits, recordHistory } from "./deposit.js";
import { readNetwork } from "./network.js";
import { resettleCheckout } from "./resettleCheckout.js";

/** A node is asked for a lost transaction this often, in seconds. */
const ASK_EVERY_SECONDS = 10;
/** No TRON transaction may wait longer for its block; after so long a pool's memory of one says nothing any more. */
const POOLED_HOURS_MAX = 24;
/** Looked at in one run; the next run takes the rest. */
const BATCH = 100;

type Fate = "back" | "gone" | "unknown";

/** Whether the block that is recorded for the deposit is part of the chain as it was scanned. */
async function isScanned(sql: Sql, { network, blockNumber, blockHash }: Deposit): Promise<boolean> {
  const { rowCount } = await sql.query("SELECT 1 FROM blocks WHERE network = $1 AND number = $2 AND hash = $3", [
    network,
    blockNumber,
    blockHash,
  ]);
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

/** Whether another payment of its checkout was taken back: while this one was lost, it could not be settled without it. */
async function isOtherTakenBack(sql: Sql, { checkoutId, id }: Deposit): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT 1 FROM deposits WHERE checkout_id = $1 AND id <> $2
       AND (status = 'reorged' AND reversals > 0 OR status = 'refunded' AND credited_at IS NOT NULL)`,
    [checkoutId, id],
  );
  return rowCount !== 0;
}

async function lostForHours(sql: Sql, { id }: Deposit): Promise<number> {
  const { rows } = await sql.query<{ hours: number }>(
    `SELECT extract(epoch FROM store_now() - max(at))::float8 / 3600 AS hours FROM deposit_history
     WHERE deposit_id = $1 AND status = 'stuck'`,
    [id],
  );
  return rows[0]?.hours ?? 0;
}

/** What the nodes say once the height at which the payment stood is final on the branch that replaced it. */
async function askFate({ pool, chains }: Crediting, deposit: Deposit): Promise<Fate> {
  const { finalNumber, pausedAt } = await readNetwork(pool, deposit.network);
  const chain = chains.get(deposit.network);
  const early = finalNumber === null || finalNumber < deposit.blockNumber;
  // While a network is frozen its nodes are not believed: nobody loses credits on their word.
  if (chain === undefined || early || pausedAt !== null) return "unknown";
  const { rowCount } = await pool.query(
    "UPDATE deposits SET due_at = now() + make_interval(secs => $2) WHERE id = $1 AND due_at <= now()",
    [deposit.id, ASK_EVERY_SECONDS],
  );
  if (rowCount === 0) return "unknown";
  const seen = await chain.readTransaction(deposit.txHash);
  if (seen.kind === "unknown") return "gone";
  if (seen.kind === "pooled") return (await lostForHours(pool, deposit)) >= POOLED_HOURS_MAX ? "gone" : "unknown";
  if (seen.block.number > finalNumber) return "unknown";
  // A call to a contract may have paid somebody else, another amount or token, in the block that it came back in.
  const isSame = ({ logPosition, token, to, amount }: TokenTransfer) =>
    logPosition === deposit.logPosition && token === deposit.token && to === deposit.to && amount === deposit.amount;
  if (seen.kind !== "packed" || !seen.transfers.some(isSame)) return "gone";
  return seen.block.hash === deposit.blockHash ? "back" : "unknown";
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

async function end(crediting: Crediting, seen: Deposit, fate: "back" | "gone"): Promise<void> {
  const { grace } = await crediting.catalogs.current();
  const graceSeconds = grace.expiredLotHours * 3600;
  await transaction(crediting.pool, async (sql) => {
    const checkout = seen.checkoutId === null ? null : await lockCheckout(sql, seen.checkoutId);
    const deposit = await lockDeposit(sql, seen.id);
    // A scan may have moved it while the nodes were asked.
    if (deposit.stuckReason !== "reorged_after_credit" || deposit.blockHash !== seen.blockHash) return;
    const isBack = (await isScanned(sql, deposit)) || (fate === "back" && (await isForgotten(sql, deposit)));
    if (isBack !== (fate === "back")) return;
    await (isBack ? resume : reverse)(sql, deposit, graceSeconds);
    if (checkout === null) return;
    if (!isBack || (await isOtherTakenBack(sql, deposit))) {
      await resettleCheckout(sql, crediting, checkout, graceSeconds);
    }
    await updateStatus(sql, checkout);
  });
}

/**
 * Decides on the deposits of a network that a fork took away after they were credited: one that stands in a scanned
 * block again, or in a final one that the scan has forgotten, gets its held-back credits free, without a second credit;
 * one that no node knows once that height is final is reversed, bonus included, and what was spent of it is owed.
 * @throws ProviderError when no node answers; nothing is decided then.
 */
export async function resolveReorged(crediting: Crediting, network: Network): Promise<void> {
  const { pool } = crediting;
  const lost = await readDeposits(
    pool,
    "network = $1 AND status = 'stuck' AND stuck_reason = 'reorged_after_credit' ORDER BY due_at, id LIMIT $2",
    [network, BATCH],
  );
  for (const deposit of lost) {
    const fate: Fate = (await isScanned(pool, deposit)) ? "back" : await askFate(crediting, deposit);
    if (fate !== "unknown") await end(crediting, deposit, fate);
  }
}
