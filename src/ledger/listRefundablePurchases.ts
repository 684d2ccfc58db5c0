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
   * Of the bonuses of all payments of its checkout, what stays with the buyer: spent, moved to another wallet, pinned by a hold,
   * come back after its payment was given back, or of a payment of whose bought credits nothing is left to give back.
   */
  bonusKept: bigint;
  /** What refunds of its checkout that were asked for before took of the bought credits, and pay; what those payments brought. */
  refundedCredits: bigint;
  refundedUsdt: bigint;
  refundedPaidUsdt: bigint;
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
  SELECT l.*, coalesce(sum(l.remaining) FILTER (WHERE l.kind = 'purchased' AND l.reversed_at IS NULL) OVER (PARTITION BY l.deposit_id), 0) = 0 AS stays
    FROM lots l
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
       (SELECT coalesce(sum(s.spent + s.moved + l.held + CASE WHEN l.stays THEN l.remaining ELSE 0 END), 0)
          FROM (SELECT DISTINCT p.deposit_id FROM counted p WHERE p.purchase = b.purchase AND p.kind = 'bonus') p
         CROSS JOIN LATERAL ledger_spent_of_deposit($1, $2, p.deposit_id) s JOIN counted l ON l.id = s.grant_id AND l.kind = 'bonus')::bigint AS "bonusKept",
       r.credits AS "refundedCredits", r.usdt AS "refundedUsdt", r.paid AS "refundedPaidUsdt",
       b.purchase = (SELECT f.purchase FROM lots f ORDER BY f.created_at, f.id LIMIT 1) AS "isFirst"
  FROM bought b JOIN wholes w ON w.purchase = b.purchase
 CROSS JOIN LATERAL (SELECT coalesce(sum(r.credits), 0)::bigint AS credits, coalesce(sum(r.amount_usdt), 0)::bigint AS usdt,
                            coalesce(sum(d.amount), 0)::bigint AS paid
                       FROM requests r JOIN deposits d ON d.id = r.deposit_id
                      WHERE EXISTS (SELECT FROM counted p
                                     WHERE p.purchase = b.purchase AND p.deposit_id = r.deposit_id AND p.reversed_at = r.created_at)) r
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
