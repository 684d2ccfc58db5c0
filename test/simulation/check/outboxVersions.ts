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
    "a deposit has not one event that it was detected",
    `SELECT id FROM deposits d WHERE NOT EXISTS (SELECT FROM outbox o WHERE o.object_id = d.id AND o.type = 'deposit.detected')`,
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
