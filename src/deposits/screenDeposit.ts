import type { Sql } from "../db/sql.js";
import type { Deposit, StuckReason } from "./deposit.js";

/**
 * Why a person must look at a deposit before it is credited, or null. An operator's approval answers both questions.
 * The wallet must be locked, so that deposits credited at once are counted together.
 * @param reviewAbove USDT base units that a wallet may pay within 24 hours without a review; undefined: any amount.
 */
export async function screenDeposit(
  sql: Sql,
  deposit: Deposit,
  reviewAbove: bigint | undefined,
): Promise<StuckReason | null> {
  if (deposit.approvedAt !== null) return null;
  const blocked = await sql.query("SELECT 1 FROM blocked_senders WHERE network = $1 AND address = $2", [
    deposit.network,
    deposit.from,
  ]);
  if (blocked.rowCount !== 0) return "sender_blocked";
  if (reviewAbove === undefined) return null;
  const { rows } = await sql.query<{ total: string }>(
    `SELECT coalesce(sum(amount), 0)::text AS total FROM deposits
     WHERE wallet_id = $1 AND (id = $2 OR detected_at > store_now() - interval '24 hours')
       AND status NOT IN ('reorged', 'rejected', 'refunded') AND stuck_reason IS DISTINCT FROM 'unsupported_token'`,
    [deposit.walletId, deposit.id],
  );
  return BigInt(rows[0]?.total ?? 0) > reviewAbove ? "review_threshold" : null;
}
