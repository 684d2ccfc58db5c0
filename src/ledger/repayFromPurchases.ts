import type { Sql } from "../db/sql.js";
import { requireBucket } from "./bucket.js";

/**
 * Repays what a wallet owes from the bought credits that are left of these deposits, as far as they go: bonuses and given
 * credits would let a buyer be paid for a purchase while another one is owed.
 * @param sql a client inside a transaction that holds the wallet's lock.
 * @returns whether the wallet owed anything.
 */
export async function repayFromPurchases(sql: Sql, walletId: string, depositIds: string[]): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT ledger_repay($1, $2, store_now(), ARRAY(
       SELECT g.id FROM grants g WHERE g.bucket = $1 AND g.wallet_id = $2 AND g.deposit_id = ANY ($3)
          AND g.source_type = 'deposit' AND g.kind = 'purchased' AND g.reversed_at IS NULL))
       FROM wallets w WHERE w.bucket = $1 AND w.id = $2 AND w.debt > 0`,
    [requireBucket("wal", walletId), walletId, depositIds],
  );
  return rowCount === 1;
}
