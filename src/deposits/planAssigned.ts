import { type Rate, rateFor } from "../catalog/rate.js";
import type { Terms } from "../catalog/termsSchema.js";
import type { CatalogVersions } from "../checkout/catalogVersions.js";
import { creditsFor } from "../checkout/settle.js";
import type { Sql } from "../db/sql.js";
import { readRegion } from "../ledger/readRegion.js";
import type { Deposit } from "./deposit.js";
import type { CreditPlan } from "./planCredit.js";

/** Nothing was promised: no pack, no bonus but that for paying in USDT. */
function termsWithoutPurchase(rate: Rate): Terms {
  return {
    catalogVersion: rate.catalogVersion,
    packId: null,
    priceUsd: 0n,
    discounts: [],
    discountUsd: 0n,
    amountDue: 1n,
    tolerance: 0n,
    credits: 0n,
    expiry: rate.expiry,
    bonuses: [],
    totalCredits: 0n,
    rate,
    inTimeGraceSeconds: 0,
    byNetwork: null,
  };
}

/**
 * What crediting a deposit would post that belongs to no checkout, because an operator assigned it to a wallet: what late
 * money earns. The operator decided on it, so that no minimum holds.
 */
export async function planAssigned(sql: Sql, catalogs: CatalogVersions, deposit: Deposit): Promise<CreditPlan> {
  const { network, blockAt, walletId } = deposit;
  const region = await readRegion(sql, walletId);
  const rate = rateFor(await catalogs.at(blockAt, sql), { region, network, at: blockAt });
  const late = [{ amount: deposit.amount, rate }];
  const { components, total } = creditsFor(termsWithoutPurchase(rate), { inTime: 0n, late, conditionsMet: new Set() });
  return { kind: "credit", components, credits: total };
}
