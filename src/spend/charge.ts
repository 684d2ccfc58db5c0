import { priceUsage } from "../catalog/price.js";
import type { Catalog } from "../catalog/schema.js";
import type { Usage } from "../catalog/usage.js";
import type { Sql } from "../db/sql.js";
import { readRegion } from "../ledger/readRegion.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { CofferError } from "../lib/errors.js";
import { readQuoteToken } from "./quoteToken.js";
import type { Spending } from "./spending.js";

/** What to charge for: a usage by the catalogue in force, a number of credits (base units), or a price quoted before. */
export type ChargeFor = { usage: Usage } | { credits: bigint } | { quoteId: string };

export type Charge = {
  /** Base units. */
  credits: bigint;
  lines: { label: string; credits: bigint }[];
  /** Kept with the hold or debit, for reports. */
  facts: { operation?: string; model?: string | null; count?: number; catalogVersion?: string };
};

/** The wallet's price book, asked only of a catalogue in which regions price operations differently. */
async function regionOf(catalog: Catalog, sql: Sql, walletId: string): Promise<string | null> {
  const differs = Object.values(catalog.regions).some((region) => region.operations.length > 0);
  return differs ? readRegion(sql, walletId) : null;
}

async function priceFor(spending: Spending, walletId: string, chargeFor: ChargeFor): Promise<Charge> {
  if ("credits" in chargeFor) return { credits: chargeFor.credits, lines: [], facts: {} };
  if ("quoteId" in chargeFor) {
    const { credits, lines, operation, model, count, catalogVersion } = readQuoteToken(
      chargeFor.quoteId,
      spending.quoteKey,
      walletId,
      await readStoreTime(spending.pool),
    );
    return { credits, lines, facts: { operation, model, count, catalogVersion } };
  }
  const { usage } = chargeFor;
  const catalog = spending.catalog();
  const { credits, lines } = priceUsage(catalog, usage, await regionOf(catalog, spending.pool, walletId));
  const { operation, model = null, count = 1 } = usage;
  return { credits, lines, facts: { operation, model, count, catalogVersion: catalog.version } };
}

/**
 * Turns what a request names into credits to take from a wallet.
 * @throws CofferError `unknown_operation`; `invalid_request` for a usage that cannot be priced, a quote that is not this
 * wallet's or has expired, and a charge of nothing, which would leave no trace in the ledger.
 */
export async function chargeOf(spending: Spending, walletId: string, chargeFor: ChargeFor): Promise<Charge> {
  const charge = await priceFor(spending, walletId, chargeFor);
  if (charge.credits > 0n) return charge;
  throw new CofferError("invalid_request", "This costs nothing, so there is nothing to hold or debit.", {
    fields: { issues: [{ path: "", message: "costs nothing" }] },
  });
}
