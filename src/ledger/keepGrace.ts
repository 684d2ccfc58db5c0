import type { Sql } from "../db/sql.js";
import { requireBucket } from "./bucket.js";

/** Credits of one component of a deposit that came back after their end, and until when they live all the same. Base units. */
export type Grace = { component: string; until: Date; credits: bigint };

/** What of a deposit lives in its grace now, in whatever wallets it is. */
export async function readGraces(sql: Sql, depositId: string): Promise<Grace[]> {
  const { rows } = await sql.query<Grace>(
    `SELECT ledger_component(component_id) AS component, max(grace_until) AS until, sum(remaining)::bigint AS credits FROM grants
      WHERE deposit_id = $1 AND live AND remaining > 0 AND reversed_at IS NULL AND grace_until > store_now() GROUP BY 1`,
    [depositId],
  );
  return rows;
}

/**
 * Lets the lots that a deposit was granted anew have the grace that those before them had, as far as that went: what had lapsed
 * of them lapses again, but for what repaid a debt when they came.
 * @param sql a client inside a transaction that holds the wallet's lock, in which nothing has settled the new lots yet.
 */
export async function keepGraces(
  sql: Sql,
  deposit: { id: string; walletId: string },
  graces: readonly Grace[],
): Promise<void> {
  for (const { component, until, credits } of graces) {
    await sql.query("SELECT ledger_keep_grace($1, $2, $3, $4, $5, $6)", [
      ...[requireBucket("wal", deposit.walletId), deposit.walletId, deposit.id],
      ...[component, until, credits],
    ]);
  }
}
