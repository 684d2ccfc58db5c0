import type { Network } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import type { Deposit } from "./deposit.js";

/**
 * A deposit that is not final yet, in USDT base units: `pendingTotal` is kept with it, `total` is what its wallet has on
 * the way together now, if that is more.
 */
export type PendingDeposit = Pick<
  Deposit,
  "id" | "status" | "blockNumber" | "blockHash" | "checkoutId" | "pendingTotal"
> & { total: bigint };

/** The deposits of a network that are not final yet, oldest first. */
export async function readPending(sql: Sql, network: Network): Promise<PendingDeposit[]> {
  const { rows } = await sql.query<Record<"pendingTotal" | "total", string> & Omit<PendingDeposit, "total">>(
    // Without a join: planned for the few rows that there were before a flood, one would compare all with all.
    `SELECT id, status, block_number AS "blockNumber", block_hash AS "blockHash", checkout_id AS "checkoutId",
            pending_total::text AS "pendingTotal", greatest(pending_total, total)::text AS total
     FROM (SELECT *, sum(amount) OVER (PARTITION BY wallet_id) AS total FROM deposits
           WHERE status IN ('detected', 'confirming') AND final_at IS NULL) AS pending
     WHERE network = $1 ORDER BY id`,
    [network],
  );
  return rows.map((row) => ({ ...row, pendingTotal: BigInt(row.pendingTotal), total: BigInt(row.total) }));
}

/** Locks deposits until the transaction ends, in the order of their ids. */
export async function lockDeposits(sql: Sql, deposits: { id: string }[]): Promise<void> {
  await sql.query("SELECT 1 FROM deposits WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE", [
    deposits.map(({ id }) => id),
  ]);
}

/**
 * Keeps with each deposit the most that its wallet had on the way together with it, on both networks. Thresholds go by
 * that, so that parts of a payment which become final one after the other gain nothing.
 * @param sql a client inside a transaction.
 */
export async function raisePendingTotals(sql: Sql, deposits: PendingDeposit[]): Promise<void> {
  await lockDeposits(sql, deposits);
  await sql.query(
    `UPDATE deposits SET pending_total = greatest(pending_total, raised.total)
     FROM unnest($1::text[], $2::numeric[]) AS raised (id, total) WHERE deposits.id = raised.id AND final_at IS NULL`,
    [deposits.map(({ id }) => id), deposits.map(({ total }) => total.toString())],
  );
}
