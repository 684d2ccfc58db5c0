import type { Sql } from "../../../src/db/sql.js";
import type { Check } from "./finding.js";
import { found } from "./finding.js";

/**
 * What has neither come to its end nor is shown to an operator. A deposit that a provider invented is tried for about two
 * hours before it is shown, which no play waits for: it is told from a lost one by what its last try said.
 */
const UNFINISHED = `
SELECT 'deposit' AS kind, id, status || coalesce(' ' || stuck_reason, '') AS state, last_error AS detail FROM deposits
 WHERE (status IN ('detected', 'confirming') OR stuck_reason = 'reorged_after_credit')
   AND NOT (attempts > 0 AND due_at > now() AND (last_error LIKE '%without this transfer%' OR last_error LIKE 'No node knows%'))
UNION ALL
SELECT 'checkout', c.id, c.status, c.in_time_until::text FROM checkouts c
 WHERE c.status IN ('open', 'confirming') AND NOT EXISTS (
   SELECT FROM deposits d WHERE d.checkout_id = c.id AND d.status = 'confirming' AND d.attempts > 0)
UNION ALL
SELECT 'hold', id, state, expires_at::text FROM holds WHERE state = 'open'
UNION ALL
SELECT 'network', network, 'paused', pause_reason FROM networks WHERE paused_at IS NOT NULL`;

export type Unfinished = { kind: string; id: string; state: string; detail: string | null };

export async function readUnfinished(sql: Sql): Promise<Unfinished[]> {
  return (await sql.query<Unfinished>(UNFINISHED)).rows;
}

/** Invariant 13: nothing is left that neither moves nor is shown. */
export const checkProgress: Check = async (sql) =>
  found(13, "something neither moves nor is shown to an operator", await readUnfinished(sql));
