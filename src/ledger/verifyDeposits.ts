import type { Sql } from "../db/sql.js";
import type { Fault } from "./verifyBucket.js";

/**
 * Deposits whose lots are not what they were credited with. A purchase that its buyer gave back keeps its credits in
 * `deposits`, while its lots are reversed. One statement over all buckets, so one snapshot.
 */
const FAULTS = `
WITH granted AS MATERIALIZED (
  SELECT deposit_id, sum(granted) AS credits, count(*) AS lots, count(DISTINCT ledger_component(component_id)) AS components,
         min(wallet_id) AS first_wallet, max(wallet_id) AS last_wallet
    FROM grants WHERE source_type = 'deposit' AND reversed_at IS NULL GROUP BY deposit_id),
given_back AS MATERIALIZED (SELECT DISTINCT deposit_id FROM refund_requests WHERE dropped_at IS NULL)
SELECT 'deposits' AS name, count(*) AS count, min(coalesce(d.id, g.deposit_id)) AS example
  FROM deposits d FULL JOIN granted g ON g.deposit_id = d.id LEFT JOIN given_back b ON b.deposit_id = d.id
 WHERE d.id IS NULL OR g.first_wallet <> d.wallet_id OR g.last_wallet <> d.wallet_id OR g.components <> g.lots
    OR (d.credits <> coalesce(g.credits, 0) AND NOT (b.deposit_id IS NOT NULL AND g.credits IS NULL))
    OR (d.credits > 0 AND d.status <> 'credited' AND d.stuck_reason IS DISTINCT FROM 'reorged_after_credit')
HAVING count(*) > 0`;

/** Compares every deposit with its lots, in whatever buckets they are; an empty list means that none granted too much or too little. */
export async function verifyDeposits(sql: Sql): Promise<Fault[]> {
  const { rows } = await sql.query<Fault>(FAULTS);
  return rows;
}
