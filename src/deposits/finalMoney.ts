import type { Checkout } from "../checkout/checkout.js";
import type { Sql } from "../db/sql.js";
import { NOT_GIVEN_BACK } from "../ledger/notGivenBack.js";

/** Has credits: what a fork took away after it was credited keeps them, until it comes back or is reversed. */
const CREDITED = "(status = 'credited' OR stuck_reason = 'reorged_after_credit')";

/** Is final and to be credited, together with what comes. */
const WAITING = "(status = 'confirming' OR stuck_reason = 'below_minimum')";

const FINAL = `final_at IS NOT NULL AND ${NOT_GIVEN_BACK}`;

/** A condition in SQL on deposits: what credits were granted for; and, whatever its state, the deposit of the parameter. */
export const creditedOr = (parameter: string) => `(id = ${parameter} OR ${FINAL} AND ${CREDITED})`;

/**
 * USDT base units that are final on each of these checkouts, as planCredit holds them against the minimum: credited, or
 * waiting for more, without what was given back to the buyer as a purchase. One with nothing final is left out.
 */
export async function readFinalTotals(sql: Sql, checkoutIds: string[]): Promise<Map<string, bigint>> {
  const { rows } = await sql.query<{ id: string; total: string }>(
    `SELECT checkout_id AS id, sum(amount)::text AS total FROM deposits
     WHERE checkout_id = ANY($1) AND ${FINAL} AND (${CREDITED} OR ${WAITING}) GROUP BY checkout_id`,
    [checkoutIds],
  );
  return new Map(rows.map(({ id, total }) => [id, BigInt(total)]));
}

/** Sums of a checkout's deposits, USDT base units; `inTime` and `late` of those that count towards its worth. */
export type FinalMoney = { total: bigint; inTime: bigint; late: bigint };

/**
 * What is final on a checkout, summed up in the database: dust may have left any number of deposits.
 * @param depositId one that counts as if it were credited; null for none.
 */
export async function readFinalMoney(sql: Sql, checkout: Checkout, depositId: string | null): Promise<FinalMoney> {
  const { rows } = await sql.query<{ total: string; in_time: string; late: string }>(
    `SELECT coalesce(sum(amount), 0)::text AS total,
       coalesce(sum(amount) FILTER (WHERE ${creditedOr("$2")} AND block_at <= $3), 0)::text AS in_time,
       coalesce(sum(amount) FILTER (WHERE ${creditedOr("$2")} AND block_at > $3), 0)::text AS late
     FROM deposits WHERE checkout_id = $1 AND (id = $2 OR ${FINAL} AND (${CREDITED} OR ${WAITING}))`,
    [checkout.id, depositId, checkout.inTimeUntil],
  );
  const [row] = rows;
  return { total: BigInt(row?.total ?? 0), inTime: BigInt(row?.in_time ?? 0), late: BigInt(row?.late ?? 0) };
}
