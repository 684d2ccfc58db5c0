import type { Check, Finding } from "./finding.js";
import { findRows } from "./finding.js";

const QUERIES: [what: string, text: string][] = [
  [
    "an object's events are not numbered 1 to n",
    `SELECT object_id, array_agg(version ORDER BY version) AS versions FROM outbox GROUP BY bucket, object_id
     HAVING min(version) <> 1 OR max(version) <> count(*)`,
  ],
  [
    "a credited deposit has no event that says so",
    `SELECT id FROM deposits d WHERE credited_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM outbox o WHERE o.object_id = d.id AND o.type = 'deposit.credited')`,
  ],
  [
    // Most begin as detected; what no checkout can be credited for is stuck at first sight.
    "a deposit's events are not what its history says became of it",
    `SELECT * FROM (
       SELECT id, ARRAY(SELECT type FROM outbox o WHERE o.object_id = d.id ORDER BY version) AS events,
              ARRAY(SELECT 'deposit.' || status FROM (
                      SELECT position, status, lag(status) OVER (ORDER BY position) AS before
                      FROM deposit_history h WHERE h.deposit_id = d.id) AS lines
                    WHERE status IN ('detected', 'credited', 'stuck', 'reorged') AND status IS DISTINCT FROM before
                    ORDER BY position) AS changes FROM deposits d) AS compared
     WHERE events <> changes OR changes[1] NOT IN ('deposit.detected', 'deposit.stuck') OR changes = '{}'`,
  ],
  [
    "a lot has not one event that it was granted",
    `SELECT id FROM grants g WHERE (SELECT count(*) FROM outbox o WHERE o.object_id = g.id AND o.type = 'grant.created') <> 1`,
  ],
  [
    "a checkout has not one event that it was created",
    `SELECT id FROM checkouts c
     WHERE (SELECT count(*) FROM outbox o WHERE o.object_id = c.id AND o.type = 'checkout.created') <> 1`,
  ],
  [
    "a paid or expired checkout has no event that says so",
    `SELECT id, status FROM checkouts c WHERE status IN ('paid', 'expired')
       AND NOT EXISTS (SELECT FROM outbox o WHERE o.object_id = c.id AND o.type = 'checkout.' || c.status)`,
  ],
];

/** Invariant 12: there is an event for every fact, and each object's are numbered without a gap. */
export const checkOutboxVersions: Check = async (sql) => {
  const findings: Finding[] = [];
  for (const [what, text] of QUERIES) findings.push(...(await findRows(sql, 12, what, text)));
  return findings;
};
