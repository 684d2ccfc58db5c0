import type { Sql } from "../db/sql.js";
import { requireBucket } from "../ledger/bucket.js";

export type Period = "hour" | "day" | "month";

export type UsageRequest = {
  walletId: string;
  from: Date;
  /** Not included. */
  to: Date;
  bucket: Period;
  groupBy: "operation" | "model" | "service";
};

/** What a wallet used of one kind in one period. Amounts in base units. */
export type UsageBucket = {
  /** Of the hour, day or month, in UTC. */
  start: Date;
  /** The operation, model or service's name; empty for what named none. */
  key: string;
  /** Spent, without what was refunded since. */
  credits: bigint;
  /** Outputs asked for, failed ones included. */
  count: number;
  /** Of these: captured as rejected, refunded in full, or their hold voided or run out. */
  failed: number;
  /** What the service said that they cost it, in USDT. Not for buyers. */
  usdCost: bigint;
};

/** Sums of amounts may be beyond any integer column: they come as text. */
type UsageRow = { start: Date; key: string; credits: string; count: bigint; failed: bigint; usd_cost: string };

/**
 * By way of the wallet's entries, whose key begins with the wallet. What a usage does not say counts as one output. The
 * store's own holds, by which a deposit in doubt is held back, used nothing.
 */
const USAGE = `
WITH used AS (
  SELECT e.at, d.client_id, d.details, d.credits - d.refunded AS credits,
         d.refunded = d.credits OR d.details ->> 'outcome' = 'rejected' AS failed
    FROM entries e JOIN debits d ON d.bucket = e.bucket AND d.id = e.debit_id
   WHERE e.bucket = $1 AND e.wallet_id = $2 AND e.code IN ('debit', 'capture') AND e.at >= $3 AND e.at < $4
  UNION ALL
  SELECT h.ended_at, h.client_id, h.details, 0, true
    FROM entries e JOIN holds h ON h.bucket = e.bucket AND h.id = e.hold_id
   WHERE e.bucket = $1 AND e.wallet_id = $2 AND e.code = 'hold' AND h.client_id <> 'coffer' AND h.state IN ('voided', 'expired') AND h.ended_at >= $3 AND h.ended_at < $4)
SELECT date_trunc($5, u.at, 'UTC') AS start,
       coalesce(CASE $6 WHEN 'service' THEN c.name ELSE u.details ->> $6 END, '') AS key,
       sum(u.credits)::text AS credits,
       sum(coalesce((u.details ->> 'count')::integer, 1)) AS count,
       coalesce(sum(coalesce((u.details ->> 'count')::integer, 1)) FILTER (WHERE u.failed), 0) AS failed,
       round(coalesce(sum((u.details ->> 'providerCostUsd')::numeric), 0) * 1000000)::text AS usd_cost
  FROM used u LEFT JOIN clients c ON c.id = u.client_id
 GROUP BY 1, 2 ORDER BY 1, 2`;

/**
 * What a wallet used, by period and kind; periods without use are left out.
 * @throws CofferError `not_found` on a malformed wallet id.
 */
export async function readUsage(sql: Sql, request: UsageRequest): Promise<UsageBucket[]> {
  const { walletId, from, to, bucket, groupBy } = request;
  const values = [requireBucket("wal", walletId), walletId, from, to, bucket, groupBy];
  const { rows } = await sql.query<UsageRow>(USAGE, values);
  return rows.map(({ usd_cost: usdCost, credits, count, failed, ...row }) => ({
    ...row,
    credits: BigInt(credits),
    count: Number(count),
    failed: Number(failed),
    usdCost: BigInt(usdCost),
  }));
}
