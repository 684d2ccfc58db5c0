import type { Sql } from "../db/sql.js";
import { notFound, requireBucket } from "./bucket.js";
import { readWallet, type Wallet } from "./readWallet.js";

/**
 * Changes what describes a wallet; fields that are left out stay as they are, and null takes one back.
 * @throws CofferError `not_found`.
 */
export async function updateWallet(
  sql: Sql,
  walletId: string,
  changes: {
    name?: string | null | undefined;
    region?: string | null | undefined;
    metadata?: Record<string, unknown> | undefined;
  },
): Promise<Wallet> {
  const { rowCount } = await sql.query(
    `UPDATE wallets SET name = CASE WHEN $3 THEN $4 ELSE name END, region = CASE WHEN $5 THEN $6 ELSE region END,
            metadata = coalesce($7, metadata)
      WHERE bucket = $1 AND id = $2`,
    [
      requireBucket("wal", walletId),
      walletId,
      changes.name !== undefined,
      changes.name ?? null,
      changes.region !== undefined,
      changes.region ?? null,
      changes.metadata === undefined ? null : JSON.stringify(changes.metadata),
    ],
  );
  if (rowCount !== 1) throw notFound("wal", walletId);
  return readWallet(sql, walletId);
}
