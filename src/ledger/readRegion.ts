import type { Sql } from "../db/sql.js";
import { bucketOf } from "../lib/ids.js";

/** The regions of the wallets that have one, by wallet. Ids that name no wallet are left out. */
export async function readRegions(sql: Sql, walletIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ id: string; region: string }>(
    `SELECT w.id, w.region FROM unnest($1::smallint[], $2::text[]) AS asked (bucket, id)
       JOIN wallets w ON w.bucket = asked.bucket AND w.id = asked.id WHERE w.region IS NOT NULL`,
    [walletIds.map((id) => bucketOf("wal", id) ?? -1), walletIds],
  );
  return new Map(rows.map(({ id, region }) => [id, region]));
}

/** The region of a wallet, or null when it has none or there is no such wallet. */
export async function readRegion(sql: Sql, walletId: string): Promise<string | null> {
  return (await readRegions(sql, [walletId])).get(walletId) ?? null;
}
