import type { Pool } from "../src/db/client.js";
import { unhurried } from "../src/db/unhurried.js";
import {
  CLAIM_SECONDS,
  claimVerification,
  recordVerification,
  renewVerificationClaim,
} from "../src/ledger/recordVerification.js";
import type { Logger } from "../src/lib/log.js";
import { checkOutbox } from "../src/webhooks/checkOutbox.js";

/** How often the ledger is checked against its entries, and the outbox against what happened, in seconds. */
const VERIFY_EVERY_SECONDS = 3_600;

async function verify(pool: Pool, log: Logger): Promise<void> {
  const { ok, checks } = await recordVerification(unhurried(pool));
  const broken = checks.filter((check) => !check.ok);
  if (ok) log.debug("the ledger agrees with its entries");
  else log.fatal({ broken }, "the ledger does NOT agree with its entries: see docs/runbook.md");
  const outbox = await checkOutbox(unhurried(pool));
  const untold = outbox.checks.filter((check) => !check.ok);
  if (!outbox.ok) log.error({ broken: untold }, "the outbox does NOT agree with what happened: see docs/runbook.md");
}

/**
 * Verifies the ledger and the outbox where that was not done for an hour and no other worker does it now, and says loudly
 * where they do not agree. The queue offers the job far more often than it is due, so that a lost one delays nothing.
 */
export function createVerifyProcessor(pool: Pool, log: Logger) {
  return async (): Promise<void> => {
    if (!(await claimVerification(pool, VERIFY_EVERY_SECONDS))) return;
    const renew = () =>
      renewVerificationClaim(pool).catch((error) => log.warn({ err: error }, "the claim to verify was not renewed"));
    const renewing = setInterval(renew, (CLAIM_SECONDS * 1000) / 3);
    try {
      await verify(pool, log);
    } finally {
      clearInterval(renewing);
    }
  };
}
