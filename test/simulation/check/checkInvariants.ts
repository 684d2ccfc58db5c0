import type { Sql } from "../../../src/db/sql.js";
import { checkAppendOnly } from "./appendOnly.js";
import { checkChainEquality } from "./chainEquality.js";
import { checkClientAnswers } from "./clientAnswers.js";
import { checkCreditsWorth } from "./creditsWorth.js";
import { checkCursors } from "./cursors.js";
import type { Check, Evidence, Finding } from "./finding.js";
import { checkIssuedAddresses } from "./issuedAddresses.js";
import { checkLedgerSums } from "./ledgerSums.js";
import { checkOutboxVersions } from "./outboxVersions.js";
import { checkProcesses } from "./processes.js";
import { checkProgress } from "./progress.js";
import { checkSecrets } from "./secrets.js";

const CHECKS: Check[] = [
  checkLedgerSums,
  checkChainEquality,
  checkCreditsWorth,
  checkClientAnswers,
  checkAppendOnly,
  checkOutboxVersions,
  checkProgress,
  checkCursors,
  checkIssuedAddresses,
  checkSecrets,
  checkProcesses,
];

/** All invariants, by number; an empty list means that all of them hold. Replays, of 9, are checked before it. */
export async function checkInvariants(sql: Sql, evidence: Evidence): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(...(await check(sql, evidence)));
  return findings.sort((one, other) => one.invariant - other.invariant);
}
