import type { Sql } from "../db/sql.js";
import type { Period } from "./usage.js";

/** What the store took and gave. Amounts in base units, of USDT or credits. Each thing counts in the period in which it happened. */
export type RevenueTotals = {
  /** Deposits credited in the period, also those that were sent back since. */
  usdtReceived: bigint;
  /** What was sent back, of credited deposits. */
  usdtRefunded: bigint;
  /** Less what was taken back. */
  creditsSold: bigint;
  /** Bonuses and promotions, less what was taken back. */
  bonusGiven: bigint;
  /** Debits and captures, less refunds made in the period. */
  creditsSpent: bigint;
  /** What the credits spent had been bought for, in USDT; those that were given cost nothing. */
  spentUsd: bigint;
  /** Credits that lapsed unspent. */
  breakage: bigint;
  /** What services said their work cost them, in USDT. */
  providerCostUsd: bigint;
  /** Outputs charged for, without those refunded in full since, and how many of them were not rejected. */
  outputs: bigint;
  usableOutputs: bigint;
};

/** One period; `start` is that of the hour, day or month, in UTC. */
export type RevenueBucket = RevenueTotals & { start: Date };

/** Lots are added up before they are looked at, because few of them are spent by many entries. */
const REVENUE = `
WITH movement AS (
  SELECT date_trunc($3, e.at, 'UTC') AS start,
         sum(e.amount) FILTER (WHERE e.code = 'grant' AND e.from_account = 'purchases') AS sold,
         sum(e.amount) FILTER (WHERE e.code = 'grant' AND e.from_account = 'promotions') AS bonus,
         sum(CASE WHEN e.to_account = 'revenue' THEN e.amount WHEN e.from_account = 'revenue' THEN -e.amount END) AS spent,
         sum(CASE WHEN e.to_account = 'breakage' THEN e.amount WHEN e.from_account = 'breakage' THEN -e.amount END) AS breakage
    FROM entries e WHERE e.at >= $1 AND e.at < $2 GROUP BY 1),
lots AS (
  SELECT date_trunc($3, e.at, 'UTC') AS start, e.bucket, l.id,
         sum(CASE WHEN e.to_account = 'revenue' THEN l.amount WHEN e.from_account = 'revenue' THEN -l.amount END) AS spent,
         sum(l.amount) FILTER (WHERE e.code = 'reverse') AS reversed
    FROM entries e CROSS JOIN LATERAL unnest(e.grant_ids, e.amounts) AS l(id, amount)
   WHERE e.at >= $1 AND e.at < $2 AND (e.to_account = 'revenue' OR e.from_account = 'revenue' OR e.code = 'reverse') GROUP BY 1, 2, 3),
worth AS (
  SELECT l.start, floor(sum(l.spent * g.cost_usdt / g.granted)) AS spent_usd,
         sum(l.reversed) FILTER (WHERE g.kind = 'purchased') AS unsold, sum(l.reversed) FILTER (WHERE g.kind <> 'purchased') AS ungiven
    FROM lots l JOIN grants g ON g.bucket = l.bucket AND g.id = l.id GROUP BY 1),
work AS (
  SELECT date_trunc($3, d.created_at, 'UTC') AS start,
         round(sum((d.details ->> 'providerCostUsd')::numeric) * 1000000) AS cost,
         sum(coalesce((d.details ->> 'count')::integer, 1)) FILTER (WHERE d.refunded < d.credits) AS outputs,
         sum(coalesce((d.details ->> 'count')::integer, 1))
           FILTER (WHERE d.refunded < d.credits AND d.details ->> 'outcome' IS DISTINCT FROM 'rejected') AS usable
    FROM debits d WHERE d.created_at >= $1 AND d.created_at < $2 GROUP BY 1),
received AS (
  SELECT date_trunc($3, p.credited_at, 'UTC') AS start, sum(p.amount) AS received
    FROM deposits p WHERE p.status IN ('credited', 'refunded') AND p.credited_at >= $1 AND p.credited_at < $2 GROUP BY 1),
refunded AS (
  SELECT date_trunc($3, h.at, 'UTC') AS start, sum(coalesce(r.amount_usdt, p.amount)) AS refunded
    FROM deposits p
    CROSS JOIN LATERAL (SELECT min(x.at) AS at FROM deposit_history x WHERE x.deposit_id = p.id AND x.status = 'refunded') AS h
    LEFT JOIN refund_requests r ON r.bucket = store_bucket_of(p.wallet_id) AND r.deposit_id = p.id AND r.dropped_at IS NULL
   WHERE p.status = 'refunded' AND p.credited_at IS NOT NULL AND h.at >= $1 AND h.at < $2 GROUP BY 1)
SELECT start, coalesce(received, 0)::text AS "usdtReceived", coalesce(refunded, 0)::text AS "usdtRefunded",
       (coalesce(sold, 0) - coalesce(unsold, 0))::text AS "creditsSold", (coalesce(bonus, 0) - coalesce(ungiven, 0))::text AS "bonusGiven",
       coalesce(spent, 0)::text AS "creditsSpent", coalesce(spent_usd, 0)::text AS "spentUsd",
       coalesce(breakage, 0)::text AS breakage, coalesce(cost, 0)::text AS "providerCostUsd",
       coalesce(outputs, 0)::text AS outputs, coalesce(usable, 0)::text AS "usableOutputs"
  FROM movement FULL JOIN worth USING (start) FULL JOIN work USING (start) FULL JOIN received USING (start) FULL JOIN refunded USING (start)
 ORDER BY start`;

function totalsOf(sum: (name: keyof RevenueTotals) => bigint): RevenueTotals {
  return {
    usdtReceived: sum("usdtReceived"),
    usdtRefunded: sum("usdtRefunded"),
    creditsSold: sum("creditsSold"),
    bonusGiven: sum("bonusGiven"),
    creditsSpent: sum("creditsSpent"),
    spentUsd: sum("spentUsd"),
    breakage: sum("breakage"),
    providerCostUsd: sum("providerCostUsd"),
    outputs: sum("outputs"),
    usableOutputs: sum("usableOutputs"),
  };
}

/** The store's revenue by period, from the entries of all wallets; periods in which nothing happened are left out. */
export async function readRevenue(sql: Sql, from: Date, to: Date, bucket: Period): Promise<RevenueBucket[]> {
  // Sums may be beyond any integer column: they come as text.
  type Row = Record<keyof RevenueTotals, string> & { start: Date };
  const { rows } = await sql.query<Row>(REVENUE, [from, to, bucket]);
  return rows.map((row) => ({ start: row.start, ...totalsOf((name) => BigInt(row[name])) }));
}

/** All periods together. */
export function sumRevenue(buckets: readonly RevenueTotals[]): RevenueTotals {
  return totalsOf((name) => buckets.reduce((total, bucket) => total + bucket[name], 0n));
}
