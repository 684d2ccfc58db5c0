import type { Network } from "../chains/chain.js";
import { lockCheckouts } from "../checkout/checkout.js";
import { updateStatuses } from "../checkout/updateStatus.js";
import type { Pool } from "../db/client.js";
import { announce } from "../db/notify.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import type { ConfirmationRule } from "../lib/confirmations.js";
import type { Crediting } from "./crediting.js";
import { isDeepEnough, requiredFor } from "./decideFinality.js";
import { recordHistories } from "./deposit.js";
import { readShortfalls } from "./finalMoney.js";
import { explainShortfall } from "./minimum.js";
import { readNetwork } from "./network.js";
import { lockDeposits, type PendingDeposit, raisePendingTotals, readPending } from "./pendingDeposits.js";
import { releaseWaiting } from "./releaseWaiting.js";

/** Deposits changed in one transaction at most: a flood of dust must never make one that is not over in time. */
const BATCH = 250;

/** Does the work on all of them, in batches that commit one by one. */
async function inBatches(
  pool: Pool,
  deposits: PendingDeposit[],
  work: (sql: Sql, batch: PendingDeposit[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < deposits.length; from += BATCH) {
    await transaction(pool, (sql) => work(sql, deposits.slice(from, from + BATCH)));
  }
}

type Marked = { id: string; checkoutId: string | null };

async function announceCheckouts(sql: Sql, marked: { checkoutId: string | null }[]): Promise<void> {
  await announce(
    sql,
    marked.flatMap(({ checkoutId }) => (checkoutId === null ? [] : [{ checkout: checkoutId }])),
  );
}

/**
 * Marks deposits final. Those whose checkout has reached the minimum become due, and with them what waits there; the
 * others wait for more money, without the chain being asked of them.
 */
async function markFinal(sql: Sql, deposits: PendingDeposit[], minimum: bigint): Promise<void> {
  const checkoutIds = [...new Set(deposits.flatMap(({ checkoutId }) => checkoutId ?? []))];
  await lockCheckouts(sql, checkoutIds);
  await lockDeposits(sql, deposits);
  // A fork in between changes a deposit's status or block, and it is not marked then.
  const { rows } = await sql.query<Marked>(
    `UPDATE deposits SET status = 'confirming', final_at = store_now(), due_at = CASE WHEN checkout_id IS NULL THEN now() END
     FROM unnest($1::text[], $2::text[]) AS deep (id, block_hash)
     WHERE deposits.id = deep.id AND deposits.block_hash = deep.block_hash
       AND status IN ('detected', 'confirming') AND final_at IS NULL
     RETURNING deposits.id, checkout_id AS "checkoutId"`,
    [deposits.map(({ id }) => id), deposits.map(({ blockHash }) => blockHash)],
  );
  const shortfalls = await readShortfalls(sql, checkoutIds, minimum);
  const detailOf = ({ checkoutId }: Marked) => {
    const shortfall = checkoutId === null ? undefined : shortfalls.get(checkoutId);
    return shortfall === undefined
      ? "Deep enough to be credited."
      : `Deep enough. ${explainShortfall(shortfall)}; waits for more.`;
  };
  await recordHistories(
    sql,
    rows.map((row) => ({ depositId: row.id, status: "confirming", detail: detailOf(row) })),
  );
  const concerned = [...new Set(rows.flatMap(({ checkoutId }) => checkoutId ?? []))];
  const hasReached = (id: string) => !shortfalls.has(id);
  await releaseWaiting(sql, concerned.filter(hasReached));
  // Where the minimum is not reached nothing may be on the way any more; what is due says so until it is credited.
  await updateStatuses(sql, new Set(concerned.filter((id) => !hasReached(id))));
  await announceCheckouts(sql, rows);
}

async function markConfirming(sql: Sql, deposits: PendingDeposit[]): Promise<void> {
  await lockDeposits(sql, deposits);
  const { rows } = await sql.query<Marked>(
    `UPDATE deposits SET status = 'confirming' WHERE id = ANY($1) AND status = 'detected'
     RETURNING id, checkout_id AS "checkoutId"`,
    [deposits.map(({ id }) => id)],
  );
  await recordHistories(
    sql,
    rows.map(({ id }) => ({ depositId: id, status: "confirming", detail: "Waiting for confirmations." })),
  );
  await announceCheckouts(sql, rows);
}

/**
 * Looks at every deposit of a network that is not final yet and marks those that are deep enough now, as due for crediting
 * where their checkout has reached the minimum.
 * @returns the ids of all deposits of the network that are due.
 */
export async function confirmDeposits(
  { pool, minimum }: Pick<Crediting, "pool" | "minimum">,
  network: Network,
  rule: ConfirmationRule,
): Promise<string[]> {
  const pending = await readPending(pool, network);
  const { cursorNumber, finalNumber } = await readNetwork(pool, network);
  if (cursorNumber === null) return [];
  const heights = { cursorNumber, finalNumber: finalNumber ?? -1 };
  const isDeep = ({ blockNumber, total }: PendingDeposit) =>
    isDeepEnough(blockNumber, requiredFor(rule, total), heights);
  // All that was on the way is kept with all of it before the first batch is final and counts no more.
  const raised = pending.filter(({ pendingTotal, total }) => pendingTotal < total);
  await inBatches(pool, raised, async (sql, batch) => {
    await raisePendingTotals(sql, batch);
    await announceCheckouts(sql, batch);
  });
  const waiting = pending.filter((deposit) => deposit.status === "detected" && !isDeep(deposit));
  await inBatches(pool, waiting, markConfirming);
  await inBatches(pool, pending.filter(isDeep), (sql, batch) => markFinal(sql, batch, minimum));
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
