import type { Sql } from "../db/sql.js";
import { requireBucket } from "./bucket.js";

/**
 * Makes effective and lapses what is due in a wallet, so that its lots are exactly what may be spent now.
 * @param sql a client inside a transaction that holds the wallet's lock.
 */
export async function settleWallet(sql: Sql, walletId: string): Promise<void> {
  await sql.query("SELECT ledger_settle_due($1, $2, store_now())", [requireBucket("wal", walletId), walletId]);
}
