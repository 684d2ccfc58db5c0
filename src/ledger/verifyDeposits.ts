import type { Sql } from "../db/sql.js";
import type { Fault } from "./verifyBucket.js";

/**
 * Deposits whose lots are not what they were credited with. A purchase that its buyer gave back keeps its credits in
 * `deposits`, while its lots are reversed. Also, what is paid back for payments of one checkout that is more than they brought. One statement over
 * all buckets, so one snapshot.
 */
const FAULTS = `
WITH granted AS MATERIALIZED (
  SELECT deposit_id, sum(granted) AS credits, count(*) AS lots, count(DISTINCT ledger_component(component_id)) AS components,
         min(wallet_id) AS first_wallet, max(wallet_id) AS last_wallet
    FROM grants WHERE source_type = 'deposit' AND reversed_at IS NULL GROUP BY deposit_id),
given_back AS MATERIALIZED (SELECT bucket, id, deposit_id, amount_usdt FROM refund_requests WHERE dropped_at IS NULL),
paid_back AS (
  SELECT min(b.id) AS request, sum(b.amount_usdt) AS amount_usdt, sum(d.amount) AS brought
    FROM given_back b JOIN deposits d ON d.id = b.deposit_id
   CROSS JOIN LATERAL (SELECT DISTINCT coalesce(g.checkout_id, g.deposit_id) AS id FROM grants g
                        WHERE g.bucket = b.bucket AND g.deposit_id = b.deposit_id AND g.source_type = 'deposit') purchase
   GROUP BY purchase.id)
SELECT 'deposits' AS name, count(*) AS count, min(coalesce(d.id, g.deposit_id)) AS example
  FROM deposits d FULL JOIN granted g ON g.deposit_id = d.id LEFT JOIN given_back b ON b.deposit_id = d.id
 WHERE d.id IS NULL OR g.first_wallet <> d.wallet_id OR g.last_wallet <> d.wallet_id OR g.components <> g.lots
    OR (d.credits <> coalesce(g.credits, 0) AND NOT (b.deposit_id IS NOT NULL AND g.credits IS NULL))
    OR (d.credits > 0 AND d.status <> 'credited' AND d.stuck_reason IS DISTINCT FROM 'reorged_after_credit')
HAVING count(*) > 0
 UNION ALL
SELECT 'refund_requests', count(*), min(p.request) FROM paid_back p WHERE p.amount_usdt > p.brought
HAVING count(*) > 0`;

/**
 * Compares every deposit with its lots, in whatever buckets they are, and with the refund that was asked for; an empty list means
 * that none granted too much or too little, or is paid back by more than it brought.
 */
export async function verifyDeposits(sql: Sql): Promise<Fault[]> {
  const { rows } = await sql.query<Fault>(FAULTS);
  return rows;
}
