import { graceSecondsOf } from "../src/catalog/graceSecondsOf.js";
import type { CatalogVersions } from "../src/checkout/catalogVersions.js";
import { expireCheckouts } from "../src/checkout/expireCheckouts.js";
import type { Chains } from "../src/checkout/openCheckout.js";
import type { Pool } from "../src/db/client.js";
import { unhurried } from "../src/db/unhurried.js";
import { expireBelowMinimum } from "../src/deposits/expireBelowMinimum.js";
import { alertExpiringGrants } from "../src/ledger/alertExpiringGrants.js";
import { alertLowBalances } from "../src/ledger/alertLowBalances.js";
import { checkpointEntries } from "../src/ledger/checkpointEntries.js";
import { expireHolds } from "../src/ledger/expireHolds.js";
import { grantAllowances } from "../src/ledger/grantAllowances.js";
import { readStoreTime } from "../src/ledger/readStoreTime.js";
import { settleDueGrants } from "../src/ledger/settleDueGrants.js";
import { throwFailures } from "../src/lib/errors.js";

/** How often the hash chain goes on. */
const CHECKPOINT_EVERY_MS = 60_000;
/** It then looks at wallets that moved within so long: longer than any transaction waits to commit its entries. */
const CHECKPOINT_BACK_SECONDS = 900;
/** How often it looks at every wallet, which reads them all: for entries of before this process started, or a late commit. */
const CHECKPOINT_ALL_EVERY_MS = 3_600_000;

/** How often, in the store's time, it is looked for lots that end soon: they are announced days before. */
const NOTICE_EVERY_MS = 60_000;

/** How often, likewise, low balances are looked for: it compares every alert with its wallet's row. */
const ALERT_EVERY_MS = 10_000;

/**
 * Runs all steps in their order, also those after one that failed: one checkout that cannot be ended must not keep every hold
 * from its end.
 * @throws what a step threw, or an AggregateError of what several did, once all have run.
 */
async function runEach(steps: (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  throwFailures(failures);
}

/** A step that does nothing until `everyMs` have passed since it last succeeded, by the clock that it is given. */
function atMostEvery(everyMs: number, step: () => Promise<unknown>): (now: number) => Promise<void> {
  let doneAt = Number.NEGATIVE_INFINITY;
  return async (now) => {
    if (now - doneAt < everyMs) return;
    await step();
    doneAt = now;
  };
}

/**
 * Does what its time has come for: ends checkouts, deposits that wait for more and holds, begins and ends lots, grants
 * allowances, and tells of lots that end soon and of low balances.
 * @param everyMs how often it is looked for these two, in the store's time; 0 at each call.
 */
export function createExpireProcessor(
  pool: Pool,
  chains: Chains,
  catalogs: CatalogVersions,
  everyMs = { notice: NOTICE_EVERY_MS, alert: ALERT_EVERY_MS },
) {
  const notice = atMostEvery(everyMs.notice, () => alertExpiringGrants(pool));
  const alert = atMostEvery(everyMs.alert, () => alertLowBalances(pool));
  const checkpointAll = atMostEvery(CHECKPOINT_ALL_EVERY_MS, () => checkpointEntries(unhurried(pool)));
  const checkpoint = atMostEvery(CHECKPOINT_EVERY_MS, () =>
    checkpointEntries(unhurried(pool), CHECKPOINT_BACK_SECONDS),
  );
  return async (): Promise<void> => {
    const graceSeconds = graceSecondsOf(await catalogs.current());
    const storeNow = (await readStoreTime(pool)).getTime();
    await runEach([
      () => expireCheckouts(pool, chains),
      () => expireBelowMinimum(pool),
      // Before lots lapse: where a test clock goes over both moments, they happen in order.
      () => notice(storeNow),
      // Before other lots are settled, holds' too: a day's quota then lapses and comes anew in one step, and no balance is low between.
      () => grantAllowances(pool),
      () => expireHolds(pool, graceSeconds),
      () => settleDueGrants(pool),
      () => alert(storeNow),
      () => checkpointAll(Date.now()),
      () => checkpoint(Date.now()),
    ]);
  };
}
