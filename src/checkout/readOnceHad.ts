import type { OnceHad } from "../catalog/onceHad.js";
import type { Sql } from "../db/sql.js";
import { requireBucket } from "../ledger/bucket.js";
import { NOT_GIVEN_BACK } from "../ledger/notGivenBack.js";

/** Has money that counts as a purchase: credited, lost in a fork that has yet to decide, or given back at its buyer's wish. */
const PURCHASED = `(status = 'credited' OR stuck_reason = 'reorged_after_credit' OR status = 'refunded' AND NOT (${NOT_GIVEN_BACK}))`;

/** SQL: whether the terms of the checkout `c` have a bonus of this id for a first purchase. */
const isFirstBonus = (id: string) =>
  `c.terms -> 'bonuses' @> jsonb_build_array(jsonb_build_object('id', ${id}, 'condition', 'first_purchase'))`;

/**
 * When a purchase was credited first is told by the lots that it ever had, reversed ones too: settling it anew changes
 * nothing about it. One that ever had such a bonus was the first: of two that are credited side by side, the one that began
 * later may have been first. Other purchases count while their money stands. `credited_at` is kept in milliseconds, so both
 * are compared in them.
 */
const READ = `
WITH others AS (SELECT once_key, checkout_id FROM once_bonuses
                 WHERE bucket = $1 AND wallet_id = $2 AND (checkout_id = $3) IS NOT TRUE)
SELECT ARRAY(SELECT once_key FROM others) AS "bonusIds",
       EXISTS (SELECT FROM others o JOIN checkouts c ON c.id = o.checkout_id WHERE ${isFirstBonus("o.once_key")})
       OR EXISTS (SELECT FROM deposits
                   WHERE wallet_id = $2 AND (checkout_id = $3) IS NOT TRUE AND ${PURCHASED}
                     AND credited_at < coalesce((SELECT date_trunc('milliseconds', min(created_at)) FROM grants
                                                  WHERE bucket = $1 AND wallet_id = $2 AND checkout_id = $3 AND source_type = 'deposit'),
                                                'infinity'))
          AND NOT EXISTS (SELECT FROM grants g JOIN checkouts c ON c.id = g.checkout_id
                           WHERE g.bucket = $1 AND g.wallet_id = $2 AND g.checkout_id = $3 AND g.source_type = 'deposit'
                             AND ${isFirstBonus("ledger_component(g.component_id)")}) AS "hasPurchased"`;

/**
 * What a wallet has had of what it may have once. Asked under the wallet's lock.
 * @param checkoutId a checkout whose own bonuses do not count, as a later deposit on it may top them up, and for which
 * only purchases that were credited before it count; null for one that is about to be opened.
 */
export async function readOnceHad(sql: Sql, walletId: string, checkoutId: string | null = null): Promise<OnceHad> {
  const { rows } = await sql.query<{ bonusIds: string[]; hasPurchased: boolean }>(READ, [
    requireBucket("wal", walletId),
    walletId,
    checkoutId,
  ]);
  return { bonusIds: new Set(rows[0]?.bonusIds), hasPurchased: rows[0]?.hasPurchased ?? false };
}
