import type { Network } from "../chains/chain.js";
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

/** Marks a deposit final and due; what waits on the same checkout for more money is due with it. */
async function markFinal(sql: Sql, deposit: Deposit): Promise<void> {
  const { rowCount } = await sql.query(
    `UPDATE deposits SET status = 'confirming', final_at = store_now(), due_at = now()
     WHERE id = $1 AND block_hash = $2 AND status IN ('detected', 'confirming') AND final_at IS NULL`,
    [deposit.id, deposit.blockHash],
  );
  if (rowCount === 0) return;
  await recordHistory(sql, { depositId: deposit.id, status: "confirming", detail: "Deep enough to be credited." });
  await sql.query(
    `UPDATE deposits SET due_at = now(), status = 'confirming', stuck_reason = NULL
     WHERE checkout_id = $1 AND final_at IS NOT NULL AND due_at IS NULL
       AND (status = 'confirming' OR stuck_reason = 'below_minimum')`,
    [deposit.checkoutId],
  );
}

async function markConfirming(sql: Sql, deposit: Deposit): Promise<void> {
  await sql.query("UPDATE deposits SET status = 'confirming' WHERE id = $1 AND status = 'detected'", [deposit.id]);
  await recordHistory(sql, { depositId: deposit.id, status: "confirming", detail: "Waiting for confirmations." });
}

/**
 * Looks at every deposit of a network that is not final yet and marks those that are deep enough now as due for crediting.
 * @returns the ids of all deposits of the network that are due.
 */
export async function confirmDeposits(pool: Pool, network: Network, rule: ConfirmationRule): Promise<string[]> {
  await transaction(pool, async (sql) => {
    const waiting = await readDeposits(
      sql,
      "network = $1 AND status IN ('detected', 'confirming') AND final_at IS NULL ORDER BY id FOR NO KEY UPDATE SKIP LOCKED",
      [network],
    );
    if (waiting.length === 0) return;
    const { cursorNumber, finalNumber } = await readNetwork(sql, network);
    if (cursorNumber === null) return;
    const heights = { cursorNumber, finalNumber: finalNumber ?? -1 };
    const totals = await raisePendingTotals(sql, waiting);
    for (const deposit of waiting) {
      const required = requiredFor(rule, totals.get(deposit.id) ?? deposit.amount);
      if (isDeepEnough(deposit.blockNumber, required, heights)) await markFinal(sql, deposit);
      else if (deposit.status === "detected") await markConfirming(sql, deposit);
    }
    await announce(
      sql,
      waiting.flatMap(({ checkoutId }) => (checkoutId === null ? [] : [{ checkout: checkoutId }])),
    );
  });
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
