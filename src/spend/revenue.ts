import type { Sql } from "../db/sql.js";
import type { Period } from "./usage.js";

/** What the store took and gave. Amounts in base units, of USDT or credits. */
export type RevenueTotals = {
  /** Deposits credited in the period. */
  usdtReceived: bigint;
  creditsSold: bigint;
  /** Bonuses and promotions. */
  bonusGiven: bigint;
  /** Debits and captures, less refunds made in the period. */
  creditsSpent: bigint;
  /** Credits that lapsed unspent. */
  breakage: bigint;
  /** What services said their work cost them, in USDT. */
  providerCostUsd: bigint;
  /** Outputs charged for, and how many of them were not rejected. */
  outputs: bigint;
  usableOutputs: bigint;
};

/** One period; `start` is that of the hour, day or month, in UTC. */
export type RevenueBucket = RevenueTotals & { start: Date };

const REVENUE = `
WITH movement AS (
  SELECT date_trunc($3, e.at, 'UTC') AS start,
         sum(e.amount) FILTER (WHERE e.code = 'grant' AND e.from_account = 'purchases') AS sold,
         sum(e.amount) FILTER (WHERE e.code = 'grant' AND e.from_account = 'promotions') AS bonus,
         sum(CASE WHEN e.to_account = 'revenue' THEN e.amount WHEN e.from_account = 'revenue' THEN -e.amount END) AS spent,
         sum(CASE WHEN e.to_account = 'breakage' THEN e.amount WHEN e.from_account = 'breakage' THEN -e.amount END) AS breakage
    FROM entries e WHERE e.at >= $1 AND e.at < $2 GROUP BY 1),
work AS (
  SELECT date_trunc($3, d.created_at, 'UTC') AS start,
         (sum((d.details ->> 'providerCostUsd')::numeric) * 1000000)::bigint AS cost,
         sum(coalesce((d.details ->> 'count')::integer, 1)) AS outputs,
         sum(coalesce((d.details ->> 'count')::integer, 1)) FILTER (WHERE d.details ->> 'outcome' IS DISTINCT FROM 'rejected') AS usable
    FROM debits d WHERE d.created_at >= $1 AND d.created_at < $2 GROUP BY 1),
money AS (
  SELECT date_trunc($3, p.credited_at, 'UTC') AS start, sum(p.amount) AS received
    FROM deposits p WHERE p.status = 'credited' AND p.credited_at >= $1 AND p.credited_at < $2 GROUP BY 1)
SELECT start, coalesce(received, 0)::bigint AS "usdtReceived", coalesce(sold, 0)::bigint AS "creditsSold",
       coalesce(bonus, 0)::bigint AS "bonusGiven", coalesce(spent, 0)::bigint AS "creditsSpent",
       coalesce(breakage, 0)::bigint AS breakage, coalesce(cost, 0)::bigint AS "providerCostUsd",
       coalesce(outputs, 0)::bigint AS outputs, coalesce(usable, 0)::bigint AS "usableOutputs"
  FROM movement FULL JOIN work USING (start) FULL JOIN money USING (start) ORDER BY start`;

/** The store's revenue by period, from the entries of all wallets; periods in which nothing happened are left out. */
export async function readRevenue(sql: Sql, from: Date, to: Date, bucket: Period): Promise<RevenueBucket[]> {
  const { rows } = await sql.query<RevenueBucket>(REVENUE, [from, to, bucket]);
  return rows;
}

/** All periods together. */
export function sumRevenue(buckets: readonly RevenueTotals[]): RevenueTotals {
  const sum = (name: keyof RevenueTotals) => buckets.reduce((total, bucket) => total + bucket[name], 0n);
  return {
    usdtReceived: sum("usdtReceived"),
    creditsSold: sum("creditsSold"),
    bonusGiven: sum("bonusGiven"),
    creditsSpent: sum("creditsSpent"),
    breakage: sum("breakage"),
    providerCostUsd: sum("providerCostUsd"),
    outputs: sum("outputs"),
    usableOutputs: sum("usableOutputs"),
  };
}
