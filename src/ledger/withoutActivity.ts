import type { Sql } from "../db/sql.js";
import { requireBucket } from "./bucket.js";

/**
 * Does what is no activity of the buyer's, such as a grant that comes by itself: it must not keep bought credits from lapsing,
 * so windows of inactivity count from where they did, and the wallet is settled by them afterwards.
 * @param sql a client inside a transaction that has locked the wallet.
 */
export async function withoutActivity<Result>(
  sql: Sql,
  walletId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const wallet = [requireBucket("wal", walletId), walletId];
  // As text: a Date would lose its microseconds.
  const { rows } = await sql.query<{ active_at: string }>(
    "SELECT active_at::text FROM wallets WHERE bucket = $1 AND id = $2",
    wallet,
  );
  const result = await work();
  await sql.query("UPDATE wallets SET active_at = $3 WHERE bucket = $1 AND id = $2", [...wallet, rows[0]?.active_at]);
  await sql.query("SELECT ledger_settle_due($1, $2, store_now())", wallet);
  return result;
}
