import type { Sql } from "../db/sql.js";
import { requireBucket } from "./bucket.js";

/** The once-only bonuses that the wallet has had already. */
export async function listOnceBonuses(sql: Sql, walletId: string): Promise<Set<string>> {
  const { rows } = await sql.query<{ once_key: string }>(
    "SELECT once_key FROM once_bonuses WHERE bucket = $1 AND wallet_id = $2",
    [requireBucket("wal", walletId), walletId],
  );
  return new Set(rows.map((row) => row.once_key));
}
