import type { Sql } from "../db/sql.js";
import { requireBucket } from "./bucket.js";

/** What one payment bought and what is left of it, in the wallet that it was paid for. Base units of credits and USDT. */
export type RefundablePurchase = {
  depositId: string;
  checkoutId: string | null;
  /** When it was credited first: what is settled anew, because another payment was taken back, is not bought anew. */
  purchasedAt: Date;
  /** What the bought credits of all standing payments of its checkout cost together, and how many there were. */
  costUsdt: bigint;
  granted: bigint;
  /** Neither spent, nor lapsed, transferred or pinned by a hold. */
  remaining: bigint;
  bonusRemaining: bigint;
  /**
   * Of the bonuses of all payments of its checkout, what was spent, moved to another wallet or is pinned by a hold, and no
   * refund of the checkout has paid for yet.
   */
  bonusUsed: bigint;
  /** Whether it belongs to the first checkout that ever credited this wallet, or is the first payment where there was none. */
  isFirst: boolean;
};

const LIST = `
WITH lots AS (SELECT g.*, min(g.created_at) OVER (PARTITION BY g.deposit_id) AS first_at FROM grants g
               WHERE g.bucket = $1 AND g.wallet_id = $2 AND g.source_type = 'deposit'),
requests AS (SELECT r.deposit_id, r.bonus_paid FROM refund_requests r WHERE r.bucket = $1 AND r.wallet_id = $2 AND r.dropped_at IS NULL),
bonuses AS (SELECT l.* FROM lots l WHERE l.kind = 'bonus' AND (l.reversed_at IS NULL OR l.deposit_id IN (SELECT r.deposit_id FROM requests r))),
bought AS (
  SELECT l.deposit_id, min(l.checkout_id) AS checkout_id, min(l.first_at) AS purchased_at,
         coalesce(sum(l.cost_usdt), 0)::bigint AS cost, coalesce(sum(l.granted) FILTER (WHERE l.kind = 'purchased'), 0)::bigint AS granted,
         coalesce(sum(l.remaining) FILTER (WHERE l.kind = 'purchased'), 0)::bigint AS remaining,
         coalesce(sum(l.remaining) FILTER (WHERE l.kind = 'bonus'), 0)::bigint AS bonus_remaining
    FROM lots l WHERE l.reversed_at IS NULL GROUP BY l.deposit_id),
purchases AS (
  SELECT b.*, (sum(b.cost) OVER whole)::bigint AS whole_cost, (sum(b.granted) OVER whole)::bigint AS whole_granted
    FROM bought b WINDOW whole AS (PARTITION BY coalesce(b.checkout_id, b.deposit_id)))
SELECT b.deposit_id AS "depositId", b.checkout_id AS "checkoutId", b.purchased_at AS "purchasedAt", b.whole_cost AS "costUsdt",
       b.whole_granted AS granted, b.remaining,
       b.bonus_remaining AS "bonusRemaining",
       greatest(0, (SELECT coalesce(sum(s.spent + s.moved + l.held), 0)
          FROM (SELECT DISTINCT p.deposit_id FROM bonuses p WHERE coalesce(p.checkout_id, p.deposit_id) = coalesce(b.checkout_id, b.deposit_id)) p
         CROSS JOIN LATERAL ledger_spent_of_deposit($1, $2, p.deposit_id) s JOIN bonuses l ON l.id = s.grant_id)
         - (SELECT coalesce(sum(r.bonus_paid), 0) FROM requests r WHERE r.deposit_id IN (
              SELECT p.deposit_id FROM lots p WHERE coalesce(p.checkout_id, p.deposit_id) = coalesce(b.checkout_id, b.deposit_id))))::bigint AS "bonusUsed",
       coalesce(b.checkout_id, b.deposit_id)
         = (SELECT coalesce(f.checkout_id, f.deposit_id) FROM lots f ORDER BY f.created_at, f.id LIMIT 1) AS "isFirst"
  FROM purchases b WHERE b.granted > 0 AND b.remaining > 0 AND b.purchased_at > $3 ORDER BY b.purchased_at, b.deposit_id`;

/**
 * The purchases of a wallet that are not wholly used up, the oldest first.
 * @param since purchases before it are left out, because reading what was spent of one takes a pass over the entries.
 * @throws CofferError `not_found` for a malformed wallet id.
 */
export async function listRefundablePurchases(sql: Sql, walletId: string, since: Date): Promise<RefundablePurchase[]> {
  const { rows } = await sql.query<RefundablePurchase>(LIST, [requireBucket("wal", walletId), walletId, since]);
  return rows;
}
