import type { Sql } from "../db/sql.js";
import { requireBucket } from "./bucket.js";

/**
 * Whether the wallet already had this once-only bonus (first purchase, a promotion code). Asked under the wallet's lock.
 * @param exceptCheckoutId a checkout whose own claim does not count: a later deposit on it may top its bonus up.
 */
export async function hasOnceBonus(
  sql: Sql,
  walletId: string,
  onceKey: string,
  exceptCheckoutId: string | null = null,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT FROM once_bonuses WHERE bucket = $1 AND wallet_id = $2 AND once_key = $3
        AND ($4::text IS NULL OR checkout_id IS DISTINCT FROM $4)`,
    [requireBucket("wal", walletId), walletId, onceKey, exceptCheckoutId],
  );
  return rowCount !== null && rowCount > 0;
}
