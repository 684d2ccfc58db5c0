import type { Sql } from "../db/sql.js";
import { bucketForNewWallet } from "../lib/ids.js";
import { readWallet, type Wallet } from "./readWallet.js";

/** The wallet that was opened with this external id, or null. */
export async function findWallet(sql: Sql, externalId: string): Promise<Wallet | null> {
  const { rows } = await sql.query<{ id: string }>("SELECT id FROM wallets WHERE bucket = $1 AND external_id = $2", [
    bucketForNewWallet(externalId),
    externalId,
  ]);
  return rows[0] === undefined ? null : readWallet(sql, rows[0].id);
}
