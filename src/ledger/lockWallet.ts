import type { Sql } from "../db/sql.js";
import { notFound, requireBucket } from "./bucket.js";

/**
 * Locks a wallet until the transaction ends: whatever is read after this about the wallet cannot change under the
 * reader. Several wallets are locked in (bucket, id) order, one call each.
 * @param sql a client inside a transaction; on a bare pool the lock would end with the statement.
 * @throws CofferError `not_found`.
 */
export async function lockWallet(sql: Sql, walletId: string): Promise<void> {
  const { rowCount } = await sql.query("SELECT FROM wallets WHERE bucket = $1 AND id = $2 FOR UPDATE", [
    requireBucket("wal", walletId),
    walletId,
  ]);
  if (rowCount !== 1) throw notFound("wal", walletId);
}
