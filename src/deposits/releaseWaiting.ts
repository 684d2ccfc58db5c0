import type { Sql } from "../db/sql.js";
import { NOT_GIVEN_BACK } from "../ledger/notGivenBack.js";

/** Made due in one transaction at most; the crediting of these makes more due. */
const RELEASED_MAX = 500;

/**
 * USDT base units that are final on each of these checkouts, as planCredit holds them against the minimum: credited, or
 * waiting for more, without what was given back to the buyer as a purchase. One with nothing final is left out.
 */
export async function readFinalTotals(sql: Sql, checkoutIds: string[]): Promise<Map<string, bigint>> {
  const { rows } = await sql.query<{ id: string; total: string }>(
    `SELECT checkout_id AS id, sum(amount)::text AS total FROM deposits
     WHERE checkout_id = ANY($1) AND final_at IS NOT NULL
       AND (status IN ('credited', 'confirming') OR stuck_reason IN ('reorged_after_credit', 'below_minimum'))
       AND ${NOT_GIVEN_BACK}
     GROUP BY checkout_id`,
    [checkoutIds],
  );
  return new Map(rows.map(({ id, total }) => [id, BigInt(total)]));
}

/**
 * Makes due what is final and waits for more money on these checkouts, which have reached the minimum: the newest first,
 * and no more than a transaction should change, as a flood of dust may have left any number. The checkouts are locked.
 */
export async function releaseWaiting(sql: Sql, checkoutIds: string[]): Promise<void> {
  if (checkoutIds.length === 0) return;
  await sql.query(
    `UPDATE deposits SET due_at = now(), status = 'confirming', stuck_reason = NULL WHERE id IN (
       SELECT id FROM deposits WHERE checkout_id = ANY($1) AND final_at IS NOT NULL AND due_at IS NULL
         AND (status = 'confirming' OR stuck_reason = 'below_minimum') ORDER BY final_at DESC, id DESC LIMIT $2)`,
    [checkoutIds, RELEASED_MAX],
  );
}
