import type { CatalogVersions } from "../src/checkout/catalogVersions.js";
import { expireCheckouts } from "../src/checkout/expireCheckouts.js";
import type { Pool } from "../src/db/client.js";
import { expireBelowMinimum } from "../src/deposits/expireBelowMinimum.js";
import { expireHolds } from "../src/ledger/expireHolds.js";
import { grantAllowances } from "../src/ledger/grantAllowances.js";
import { settleDueGrants } from "../src/ledger/settleDueGrants.js";

/** Ends what its time has ended: checkouts, deposits that wait for more, holds, and grants that begin or lapse. */
export function createExpireProcessor(pool: Pool, catalogs: CatalogVersions) {
  return async (): Promise<void> => {
    await expireCheckouts(pool);
    await expireBelowMinimum(pool);
    const { grace } = await catalogs.current();
    await expireHolds(pool, grace.expiredLotHours * 3600);
    await settleDueGrants(pool);
    await grantAllowances(pool);
  };
}
