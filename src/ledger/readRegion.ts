import type { Sql } from "../db/sql.js";
import { bucketOf } from "../lib/ids.js";

/** The region of a wallet, or null when it has none or there is no such wallet. */
export async function readRegion(sql: Sql, walletId: string): Promise<string | null> {
  const { rows } = await sql.query<{ region: string | null }>(
    "SELECT region FROM wallets WHERE bucket = $1 AND id = $2",
    [bucketOf("wal", walletId) ?? -1, walletId],
  );
  return rows[0]?.region ?? null;
}
