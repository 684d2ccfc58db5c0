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
 * Does what its time has come for: ends checkouts, deposits that wait for more and holds, begins and ends lots, grants
 * allowances, and tells of lots that end soon and of low balances.
 */
export function createExpireProcessor(pool: Pool, chains: Chains, catalogs: CatalogVersions) {
  let checkpointedAt = Number.NEGATIVE_INFINITY;
  let checkpointedAllAt = Number.NEGATIVE_INFINITY;
  let noticedAt = Number.NEGATIVE_INFINITY;
  let alertedAt = Number.NEGATIVE_INFINITY;
  return async (): Promise<void> => {
    await expireCheckouts(pool, chains);
    await expireBelowMinimum(pool);
    const catalog = await catalogs.current();
    const now = (await readStoreTime(pool)).getTime();
    if (now - noticedAt >= NOTICE_EVERY_MS) {
      // Before lots lapse: where a test clock goes over both moments, they happen in order.
      await alertExpiringGrants(pool);
      noticedAt = now;
    }
    // Before other lots are settled, holds' too: a day's quota then lapses and comes anew in one step, and no balance is low between.
    await grantAllowances(pool);
    await expireHolds(pool, graceSecondsOf(catalog));
    await settleDueGrants(pool);
    if (now - alertedAt >= ALERT_EVERY_MS) {
      await alertLowBalances(pool);
      alertedAt = now;
    }
    if (Date.now() - checkpointedAt < CHECKPOINT_EVERY_MS) return;
    checkpointedAt = Date.now();
    const all = checkpointedAt - checkpointedAllAt >= CHECKPOINT_ALL_EVERY_MS;
    await checkpointEntries(unhurried(pool), all ? undefined : CHECKPOINT_BACK_SECONDS);
    if (all) checkpointedAllAt = checkpointedAt;
  };
}
