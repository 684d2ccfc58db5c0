import type { Checkout } from "../checkout/checkout.js";
import type { Sql } from "../db/sql.js";
import { NOT_GIVEN_BACK } from "../ledger/notGivenBack.js";
import { type FinalTotal, type Shortfall, shortfallOf } from "./minimum.js";

/** Has credits: what a fork took away after it was credited keeps them, until it comes back or is reversed. */
const CREDITED = "(status = 'credited' OR stuck_reason = 'reorged_after_credit')";

/** Is final and to be credited, together with what comes. */
const WAITING = "(status = 'confirming' OR stuck_reason = 'below_minimum')";

const FINAL = `final_at IS NOT NULL AND ${NOT_GIVEN_BACK}`;

/** A condition in SQL on deposits: what credits were granted for; and, whatever its state, the deposit of the parameter. */
export const creditedOr = (parameter: string) => `(id = ${parameter} OR ${FINAL} AND ${CREDITED})`;

type TotalRow = { id: string; amountDue: bigint; tolerance: bigint; total: string; in_time: string };

/**
 * Those of these checkouts whose final money waits for more, by their ids. It is summed as planCredit does: credited, or
 * waiting, without what was given back to the buyer as a purchase.
 */
export async function readShortfalls(
  sql: Sql,
  checkoutIds: string[],
  minimum: bigint,
): Promise<Map<string, Shortfall>> {
  const { rows } = await sql.query<TotalRow>(
    `SELECT c.id, c.amount_due AS "amountDue", c.tolerance, final.* FROM checkouts c, LATERAL (
       SELECT coalesce(sum(amount), 0)::text AS total,
         coalesce(sum(amount) FILTER (WHERE block_at <= c.in_time_until), 0)::text AS in_time
       FROM deposits WHERE checkout_id = c.id AND ${FINAL} AND (${CREDITED} OR ${WAITING})) AS final
     WHERE c.id = ANY($1)`,
    [checkoutIds],
  );
  const shortfalls = new Map<string, Shortfall>();
  for (const { id, total, in_time, ...checkout } of rows) {
    const shortfall = shortfallOf(checkout, { total: BigInt(total), totalInTime: BigInt(in_time) }, minimum);
    if (shortfall !== null) shortfalls.set(id, shortfall);
  }
  return shortfalls;
}

/** Sums of a checkout's deposits, USDT base units; `inTime` and `late` of those that count towards its worth. */
export type FinalMoney = FinalTotal & { inTime: bigint; late: bigint };

/**
 * What is final on a checkout, summed up in the database: dust may have left any number of deposits.
 * @param depositId one that counts as if it were credited; null for none.
 */
export async function readFinalMoney(sql: Sql, checkout: Checkout, depositId: string | null): Promise<FinalMoney> {
  const { rows } = await sql.query<{ total: string; total_in_time: string; in_time: string; late: string }>(
    `SELECT coalesce(sum(amount), 0)::text AS total,
       coalesce(sum(amount) FILTER (WHERE block_at <= $3), 0)::text AS total_in_time,
       coalesce(sum(amount) FILTER (WHERE ${creditedOr("$2")} AND block_at <= $3), 0)::text AS in_time,
       coalesce(sum(amount) FILTER (WHERE ${creditedOr("$2")} AND block_at > $3), 0)::text AS late
     FROM deposits WHERE checkout_id = $1 AND (id = $2 OR ${FINAL} AND (${CREDITED} OR ${WAITING}))`,
    [checkout.id, depositId, checkout.inTimeUntil],
  );
  const [row] = rows;
  return {
    ...{ total: BigInt(row?.total ?? 0), totalInTime: BigInt(row?.total_in_time ?? 0) },
    ...{ inTime: BigInt(row?.in_time ?? 0), late: BigInt(row?.late ?? 0) },
  };
}
