import type { Pool } from "../src/db/client.js";
import { isVerificationDue, recordVerification } from "../src/ledger/recordVerification.js";
import type { Logger } from "../src/lib/log.js";

/** How often the ledger is checked against its entries, in seconds. */
const VERIFY_EVERY_SECONDS = 3_600;

/**
 * Verifies the ledger where that was not done for an hour, and says loudly where it does not agree. The queue offers the
 * job far more often than it is due, so that a lost one delays nothing.
 */
export function createVerifyProcessor(pool: Pool, log: Logger) {
  return async (): Promise<void> => {
    if (!(await isVerificationDue(pool, VERIFY_EVERY_SECONDS))) return;
    const { ok, checks } = await recordVerification(pool);
    const broken = checks.filter((check) => !check.ok);
    if (ok) log.debug("the ledger agrees with its entries");
    else log.fatal({ broken }, "the ledger does NOT agree with its entries: see docs/runbook.md");
  };
}
