import type { Sql } from "../db/sql.js";
import { requireBucket } from "./bucket.js";
import { lockWallet } from "./lockWallet.js";

/**
 * Locks several wallets until the transaction ends, in (bucket, id) order whatever order they are given in, so that two
 * callers never wait for each other. One statement each, because distributed they lie on different servers.
 * @throws CofferError `not_found`.
 */
export async function lockWallets(sql: Sql, walletIds: Iterable<string>): Promise<void> {
  const wallets = [...new Set(walletIds)].map((id) => ({ id, bucket: requireBucket("wal", id) }));
  wallets.sort((a, b) => a.bucket - b.bucket || (a.id < b.id ? -1 : 1));
  for (const { id } of wallets) await lockWallet(sql, id);
}
