import type { Sql } from "../db/sql.js";
import { bucketForNewWallet, newBucketId } from "../lib/ids.js";
import { readWallet, type Wallet } from "./readWallet.js";

export type NewWallet = {
  externalId?: string | undefined;
  name?: string | undefined;
  region?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
};

/**
 * Opens a wallet. The same external id again gives the wallet that has it, unchanged, with `created` false; two calls
 * at once open one wallet, because an external id always hashes to the same bucket.
 */
export async function createWallet(sql: Sql, wallet: NewWallet): Promise<{ wallet: Wallet; created: boolean }> {
  const bucket = bucketForNewWallet(wallet.externalId);
  const id = newBucketId("wal", bucket);
  const { rowCount } = await sql.query(
    `INSERT INTO wallets (bucket, id, external_id, name, region, metadata, active_at, created_at)
     SELECT $1, $2, $3, $4, $5, $6, n.now, n.now FROM (SELECT store_now() AS now) AS n
     ON CONFLICT (bucket, external_id) DO NOTHING`,
    [
      bucket,
      id,
      wallet.externalId ?? null,
      wallet.name ?? null,
      wallet.region ?? null,
      JSON.stringify(wallet.metadata ?? {}),
    ],
  );
  if (rowCount === 1) return { wallet: await readWallet(sql, id), created: true };
  const { rows } = await sql.query<{ id: string }>("SELECT id FROM wallets WHERE bucket = $1 AND external_id = $2", [
    bucket,
    wallet.externalId,
  ]);
  return { wallet: await readWallet(sql, rows[0]?.id ?? id), created: false };
}
