import type { Network } from "../chains/chain.js";
import { UNDER_WAY } from "../checkout/underWay.js";
import type { Sql } from "../db/sql.js";

type NetworkFigures = {
  network: string;
  head: number | null;
  final: number | null;
  scanned: number | null;
  lagSeconds: number | null;
  uncheckedSeconds: number | null;
  paused: boolean;
};

/** What the tables say of the pipeline. Seconds are of the store's time. */
export type StoreFigures = {
  networks: NetworkFigures[];
  /** Deposits that an operator has to look at, by reason. */
  stuck: { reason: string; count: number }[];
  /** Deposits on their way, and the age of the oldest. */
  waiting: { network: string; count: number; oldestSeconds: number }[];
  /** From first seen to credited, of deposits of the last hour; null where there were none. */
  creditSeconds: { median: number | null; p95: number | null };
  openCheckouts: number;
  /** Purchases that were given back and are to be paid for by an operator, and the age of the oldest. */
  refundRequests: { open: number; oldestSeconds: number };
  /** Events that no delivery was written for yet; deliveries not tried yet, and those that failed and are tried again. */
  webhooks: { events: number; pending: number; failing: number };
  verification: { ok: boolean; ageSeconds: number } | null;
};

const NETWORKS = `SELECT network, head_number AS head, final_number AS final, cursor_number AS scanned,
    extract(epoch FROM store_now() - cursor_at)::float AS "lagSeconds",
    extract(epoch FROM now() - checked_at)::float AS "uncheckedSeconds", paused_at IS NOT NULL AS paused
  FROM networks WHERE network = ANY ($1) ORDER BY network`;
const STUCK = `SELECT stuck_reason AS reason, count(*)::int AS count FROM deposits WHERE status = 'stuck' GROUP BY 1`;
const WAITING = `SELECT network, count(*)::int AS count,
    extract(epoch FROM store_now() - min(detected_at))::float AS "oldestSeconds"
  FROM deposits WHERE ${UNDER_WAY} AND network = ANY ($1) GROUP BY 1`;
const CREDITED = `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
    percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS p95
  FROM (SELECT extract(epoch FROM credited_at - detected_at)::float AS seconds FROM deposits
        WHERE credited_at > store_now() - interval '1 hour') AS recent`;
const CHECKOUTS = `SELECT count(*)::int AS count FROM checkouts WHERE status IN ('open', 'confirming')`;
const REFUND_REQUESTS = `SELECT count(*)::int AS open,
    coalesce(extract(epoch FROM store_now() - min(created_at)), 0)::float AS "oldestSeconds"
  FROM refund_requests WHERE paid_at IS NULL AND dropped_at IS NULL`;
const WEBHOOKS = `SELECT (SELECT count(*)::int FROM outbox WHERE dispatched_at IS NULL) AS events,
    count(*) FILTER (WHERE attempts = 0)::int AS pending, count(*) FILTER (WHERE attempts > 0)::int AS failing
  FROM webhook_deliveries WHERE state = 'pending'`;
const VERIFICATION = `SELECT ok, extract(epoch FROM now() - at)::float AS "ageSeconds"
  FROM ledger_verifications ORDER BY at DESC LIMIT 1`;

/**
 * Reads them one after another, on whatever connection is free: a scrape must not take the pool from requests.
 * @param on the networks that are configured: one that was switched off is not watched, and nobody is to be woken for it.
 */
export async function readStoreFigures(sql: Sql, on: readonly Network[]): Promise<StoreFigures> {
  const { rows: networks } = await sql.query<NetworkFigures>(NETWORKS, [on]);
  const { rows: stuck } = await sql.query<StoreFigures["stuck"][number]>(STUCK);
  const { rows: waiting } = await sql.query<StoreFigures["waiting"][number]>(WAITING, [on]);
  const { rows: credited } = await sql.query<StoreFigures["creditSeconds"]>(CREDITED);
  const { rows: checkouts } = await sql.query<{ count: number }>(CHECKOUTS);
  const { rows: refunds } = await sql.query<StoreFigures["refundRequests"]>(REFUND_REQUESTS);
  const { rows: webhooks } = await sql.query<StoreFigures["webhooks"]>(WEBHOOKS);
  const { rows: verifications } = await sql.query<NonNullable<StoreFigures["verification"]>>(VERIFICATION);
  return {
    networks,
    stuck,
    waiting,
    creditSeconds: credited[0] ?? { median: null, p95: null },
    openCheckouts: checkouts[0]?.count ?? 0,
    refundRequests: refunds[0] ?? { open: 0, oldestSeconds: 0 },
    webhooks: webhooks[0] ?? { events: 0, pending: 0, failing: 0 },
    verification: verifications[0] ?? null,
  };
}
