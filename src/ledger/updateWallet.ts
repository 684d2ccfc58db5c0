import type { Sql } from "../db/sql.js";
import { notFound, requireBucket } from "./bucket.js";
import { readWallet, type Wallet } from "./readWallet.js";

/**
 * Changes what describes a wallet; fields that are left out stay as they are.
 * @throws CofferError `not_found`.
 */
export async function updateWallet(
  sql: Sql,
  walletId: string,
  changes: {
    name?: string | undefined;
    region?: string | undefined;
    metadata?: Record<string, unknown> | undefined;
  },
): Promise<Wallet> {
  const { rowCount } = await sql.query(
    `UPDATE wallets SET name = coalesce($3, name), region = coalesce($4, region), metadata = coalesce($5, metadata)
      WHERE bucket = $1 AND id = $2`,
    [
      requireBucket("wal", walletId),
      walletId,
      changes.name ?? null,
      changes.region ?? null,
      changes.metadata === undefined ? null : JSON.stringify(changes.metadata),
    ],
  );
  if (rowCount !== 1) throw notFound("wal", walletId);
  return readWallet(sql, walletId);
}
