import { priceUsage, regionOfPrice } from "../catalog/price.js";
import type { Catalog } from "../catalog/schema.js";
import type { Usage } from "../catalog/usage.js";
import { readRegions } from "../ledger/readRegion.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { CofferError, InvariantError } from "../lib/errors.js";
import { readQuoteToken, refuseQuote } from "./quoteToken.js";
import type { Spending } from "./spending.js";

/** What to charge for: a usage by the catalogue in force, a number of credits (base units), or a price quoted before. */
export type ChargeFor = { usage: Usage } | { credits: bigint } | { quoteId: string };

export type Charge = {
  /** Base units. */
  credits: bigint;
  lines: readonly { label: string; credits: bigint }[];
  /** Kept with the hold or debit, for reports. */
  facts: { operation?: string; model?: string | null; count?: number; catalogVersion?: string };
  /** When the price ends, of a quote; null of any other. */
  until: Date | null;
};

/** What prices depend on, read once for all charges of a request. */
export type Pricing = {
  catalog: Catalog;
  quoteKey: string;
  /** The wallets' price books; only where regions price operations differently. */
  regions: ReadonlyMap<string, string>;
  /** The store's time, by which quotes expire; only where one is named. */
  now: Date | null;
};

const NO_REGIONS: Pricing["regions"] = new Map();

/** Reads what the prices of these charges depend on beside the catalogue: of most, nothing. */
export async function openPricing(
  { catalog: inForce, quoteKey, pool }: Spending,
  asked: readonly { walletId: string; chargeFor: ChargeFor }[],
): Promise<Pricing> {
  const catalog = inForce();
  const differs = Object.values(catalog.regions).some((region) => region.operations.length > 0);
  const priced = differs ? asked.filter(({ chargeFor }) => !("credits" in chargeFor)) : [];
  const wallets = priced.map(({ walletId }) => walletId);
  const regions = wallets.length === 0 ? NO_REGIONS : await readRegions(pool, wallets);
  const now = asked.some(({ chargeFor }) => "quoteId" in chargeFor) ? await readStoreTime(pool) : null;
  return { catalog, quoteKey, regions, now };
}

const NO_LINES: Charge["lines"] = [];
const NO_FACTS: Charge["facts"] = {};

function priceFor({ catalog, quoteKey, regions, now }: Pricing, walletId: string, chargeFor: ChargeFor): Charge {
  if ("credits" in chargeFor) return { credits: chargeFor.credits, lines: NO_LINES, facts: NO_FACTS, until: null };
  if ("quoteId" in chargeFor) {
    if (now === null) throw new InvariantError("A quote is priced without the store's time.");
    const quoted = readQuoteToken(chargeFor.quoteId, quoteKey, walletId, now);
    // Quotes of any region are anybody's to ask for. One for a wallet went by that wallet's own.
    const isForAny = quoted.walletId === null;
    if (isForAny && quoted.region !== regionOfPrice(catalog, quoted.operation, regions.get(walletId)))
      throw refuseQuote("was made for another region");
    const { credits, lines, operation, model, count, catalogVersion, expiresAt: until } = quoted;
    return { credits, lines, facts: { operation, model, count, catalogVersion }, until };
  }
  const { usage } = chargeFor;
  const { credits, lines, model } = priceUsage(catalog, usage, regions.get(walletId));
  const { operation, count = 1 } = usage;
  return { credits, lines, facts: { operation, model, count, catalogVersion: catalog.version }, until: null };
}

/**
 * Turns what a request names into credits to take from a wallet, or tells why that cannot be: `unknown_operation`, or
 * `invalid_request` for a usage that cannot be priced, a quote that is not this wallet's or has expired, and a charge of
 * nothing, which would leave no trace in the ledger.
 */
export function chargeOf(pricing: Pricing, walletId: string, chargeFor: ChargeFor): Charge | CofferError {
  try {
    const charge = priceFor(pricing, walletId, chargeFor);
    if (charge.credits > 0n) return charge;
  } catch (error) {
    if (error instanceof CofferError) return error;
    throw error;
  }
  return new CofferError("invalid_request", "This costs nothing, so there is nothing to hold or debit.", {
    fields: { issues: [{ path: "", message: "costs nothing" }] },
  });
}
