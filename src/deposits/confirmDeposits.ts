import type { Network } from "../chains/chain.js";
import { lockCheckouts } from "../checkout/checkout.js";
import type { Pool } from "../db/client.js";
import { announce } from "../db/notify.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import type { ConfirmationRule } from "../lib/confirmations.js";
import { isDeepEnough, requiredFor } from "./decideFinality.js";
import { type Deposit, readDeposits, recordHistory } from "./deposit.js";
import { readNetwork } from "./network.js";

/**
 * Keeps with each deposit the most that its wallet had on the way together with it, on both networks. Thresholds go by
 * that, so that parts of a payment which become final one after the other gain nothing.
 */
async function raisePendingTotals(sql: Sql, deposits: Deposit[]): Promise<Map<string, bigint>> {
  const { rows } = await sql.query<{ id: string; total: string }>(
    `UPDATE deposits SET pending_total = greatest(pending_total, pending.total)
     FROM (SELECT wallet_id, sum(amount) AS total FROM deposits
           WHERE wallet_id = ANY($2) AND status IN ('detected', 'confirming') AND final_at IS NULL GROUP BY wallet_id) AS pending
     WHERE deposits.wallet_id = pending.wallet_id AND id = ANY($1) RETURNING id, pending_total::text AS total`,
    [deposits.map(({ id }) => id), deposits.map(({ walletId }) => walletId)],
  );
  return new Map(rows.map(({ id, total }) => [id, BigInt(total)]));
}

/** Marks deposits final and due, and with each what waits on the same checkout for more money. */
async function markFinal(sql: Sql, deposits: Deposit[]): Promise<void> {
  await lockCheckouts(
    sql,
    deposits.flatMap(({ checkoutId }) => checkoutId ?? []),
  );
  for (const deposit of deposits) {
    const { rowCount } = await sql.query(
      `UPDATE deposits SET status = 'confirming', final_at = store_now(), due_at = now()
       WHERE id = $1 AND block_hash = $2 AND status IN ('detected', 'confirming') AND final_at IS NULL`,
      [deposit.id, deposit.blockHash],
    );
    if (rowCount === 0) continue;
    await recordHistory(sql, { depositId: deposit.id, status: "confirming", detail: "Deep enough to be credited." });
    await sql.query(
      `UPDATE deposits SET due_at = now(), status = 'confirming', stuck_reason = NULL
       WHERE checkout_id = $1 AND final_at IS NOT NULL AND due_at IS NULL
         AND (status = 'confirming' OR stuck_reason = 'below_minimum')`,
      [deposit.checkoutId],
    );
  }
  await announceCheckouts(sql, deposits);
}

async function announceCheckouts(sql: Sql, deposits: Deposit[]): Promise<void> {
  await announce(
    sql,
    deposits.flatMap(({ checkoutId }) => (checkoutId === null ? [] : [{ checkout: checkoutId }])),
  );
}

async function markConfirming(sql: Sql, deposit: Deposit): Promise<void> {
  await sql.query("UPDATE deposits SET status = 'confirming' WHERE id = $1 AND status = 'detected'", [deposit.id]);
  await recordHistory(sql, { depositId: deposit.id, status: "confirming", detail: "Waiting for confirmations." });
}

/**
 * The deposits that have become deep enough. Those that others are working on are passed over, so that this never waits
 * for a lock while it holds some.
 */
async function findDeepEnough(sql: Sql, network: Network, rule: ConfirmationRule): Promise<Deposit[]> {
  const waiting = await readDeposits(
    sql,
    "network = $1 AND status IN ('detected', 'confirming') AND final_at IS NULL ORDER BY id FOR NO KEY UPDATE SKIP LOCKED",
    [network],
  );
  if (waiting.length === 0) return [];
  const { cursorNumber, finalNumber } = await readNetwork(sql, network);
  if (cursorNumber === null) return [];
  const heights = { cursorNumber, finalNumber: finalNumber ?? -1 };
  const totals = await raisePendingTotals(sql, waiting);
  const isDeep = ({ id, amount, blockNumber }: Deposit) =>
    isDeepEnough(blockNumber, requiredFor(rule, totals.get(id) ?? amount), heights);
  for (const deposit of waiting) {
    if (deposit.status === "detected" && !isDeep(deposit)) await markConfirming(sql, deposit);
  }
  await announceCheckouts(sql, waiting);
  return waiting.filter(isDeep);
}

/**
 * Looks at every deposit of a network that is not final yet and marks those that are deep enough now as due for crediting.
 * @returns the ids of all deposits of the network that are due.
 */
export async function confirmDeposits(pool: Pool, network: Network, rule: ConfirmationRule): Promise<string[]> {
  const deep = await transaction(pool, (sql) => findDeepEnough(sql, network, rule));
  // A fork in between changes a deposit's status or block, and it is not marked then.
  if (deep.length > 0) await transaction(pool, (sql) => markFinal(sql, deep));
  return listDue(pool, network);
}

/** Deposits that are due for crediting now. */
export async function listDue(pool: Pool, network: Network): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT deposits.id FROM deposits JOIN networks USING (network)
     WHERE network = $1 AND networks.paused_at IS NULL AND status = 'confirming' AND due_at <= now() ORDER BY due_at, id`,
    [network],
  );
  return rows.map((row) => row.id);
}
