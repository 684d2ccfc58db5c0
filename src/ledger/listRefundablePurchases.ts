import type { Sql } from "../db/sql.js";
import { requireBucket } from "./bucket.js";

/** What one payment bought and what is left of it, in the wallet that it was paid for. Base units of credits and USDT. */
export type RefundablePurchase = {
  depositId: string;
  checkoutId: string | null;
  /** What the bought credits of all payments of its checkout cost together, given back or not, and how many there were. */
  costUsdt: bigint;
  granted: bigint;
  /** Neither spent, nor lapsed, transferred or pinned by a hold. */
  remaining: bigint;
  bonusRemaining: bigint;
  /**
   * Of the bonuses of all payments of its checkout, what was spent, moved to another wallet or is pinned by a hold, or was all
   * that a payment brought, so that it is not given back; less what refunds of the checkout have paid for.
   */
  bonusUsed: bigint;
  /** Whether it belongs to the first checkout that ever credited this wallet, or is the first payment where there was none. */
  isFirst: boolean;
};

/**
 * Lots count where they stand or went back by a request that stands: parts of one checkout may go back at different times.
 * Those that were taken back otherwise do not: what was spent of them was owed, and repaid by what came instead.
 */
const LIST = `
WITH requests AS (SELECT r.* FROM refund_requests r WHERE r.bucket = $1 AND r.wallet_id = $2 AND r.dropped_at IS NULL),
lots AS (SELECT g.*, coalesce(g.checkout_id, g.deposit_id) AS purchase FROM grants g
          WHERE g.bucket = $1 AND g.wallet_id = $2 AND g.source_type = 'deposit'),
counted AS (
  SELECT l.*, l.reversed_at IS NULL AND NOT bool_or(l.kind = 'purchased') OVER (PARTITION BY l.deposit_id, l.reversed_at) AS stays FROM lots l
   WHERE l.reversed_at IS NULL OR l.reversed_at = (SELECT r.created_at FROM requests r WHERE r.deposit_id = l.deposit_id)),
wholes AS (
  SELECT l.purchase, sum(l.cost_usdt)::bigint AS cost, coalesce(sum(l.granted) FILTER (WHERE l.kind = 'purchased'), 0)::bigint AS granted
    FROM counted l GROUP BY l.purchase),
bought AS (
  SELECT l.deposit_id, l.purchase, min(l.checkout_id) AS checkout_id, min(l.created_at) AS since,
         coalesce(sum(l.remaining) FILTER (WHERE l.kind = 'purchased'), 0)::bigint AS remaining,
         coalesce(sum(l.remaining) FILTER (WHERE l.kind = 'bonus'), 0)::bigint AS bonus_remaining
    FROM lots l WHERE l.reversed_at IS NULL GROUP BY l.deposit_id, l.purchase)
SELECT b.deposit_id AS "depositId", b.checkout_id AS "checkoutId", w.cost AS "costUsdt", w.granted, b.remaining,
       b.bonus_remaining AS "bonusRemaining",
       greatest(0, (SELECT coalesce(sum(s.spent + s.moved + l.held + CASE WHEN l.stays THEN l.remaining ELSE 0 END), 0)
          FROM (SELECT DISTINCT p.deposit_id FROM counted p WHERE p.purchase = b.purchase AND p.kind = 'bonus') p
         CROSS JOIN LATERAL ledger_spent_of_deposit($1, $2, p.deposit_id) s JOIN counted l ON l.id = s.grant_id AND l.kind = 'bonus')
         - (SELECT coalesce(sum(r.bonus_paid), 0) FROM requests r
             WHERE r.deposit_id IN (SELECT p.deposit_id FROM lots p WHERE p.purchase = b.purchase)))::bigint AS "bonusUsed",
       b.purchase = (SELECT f.purchase FROM lots f ORDER BY f.created_at, f.id LIMIT 1) AS "isFirst"
  FROM bought b JOIN wholes w ON w.purchase = b.purchase
 WHERE w.granted > 0 AND b.remaining > 0 AND b.since > $3 ORDER BY b.since, b.deposit_id`;

/**
 * The purchases of a wallet that are not wholly used up, the oldest first.
 * @param since those whose lots are older are left out, because reading what was spent of one takes a pass over the entries.
 * @throws CofferError `not_found` for a malformed wallet id.
 */
export async function listRefundablePurchases(sql: Sql, walletId: string, since: Date): Promise<RefundablePurchase[]> {
  const { rows } = await sql.query<RefundablePurchase>(LIST, [requireBucket("wal", walletId), walletId, since]);
  return rows;
}
