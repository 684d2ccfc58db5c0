import { priceUsage } from "../catalog/price.js";
import type { Catalog } from "../catalog/schema.js";
import type { Usage } from "../catalog/usage.js";
import { readRegions } from "../ledger/readRegion.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { CofferError, InvariantError } from "../lib/errors.js";
import { dependsOnRegion, openQuoteToken, type QuotedPrice, requireUsable } from "./quoteToken.js";
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
  /** The quotes that are named, by id, or why one cannot be read. */
  quotes: ReadonlyMap<string, QuotedPrice | CofferError>;
  /** The wallets' regions; only where a price depends on them. */
  regions: ReadonlyMap<string, string>;
  /** The store's time, by which quotes expire; only where one is named. */
  now: Date | null;
};

const NO_REGIONS: Pricing["regions"] = new Map();
const NO_QUOTES: Pricing["quotes"] = new Map();

function openQuotes(quoteIds: readonly string[], key: string): Pricing["quotes"] {
  const open = (quoteId: string) => {
    try {
      return openQuoteToken(quoteId, key);
    } catch (error) {
      if (error instanceof CofferError) return error;
      throw error;
    }
  };
  return quoteIds.length === 0 ? NO_QUOTES : new Map(quoteIds.map((quoteId) => [quoteId, open(quoteId)]));
}

/** Reads what the prices of these charges depend on beside the catalogue: of most, nothing. */
export async function openPricing(
  { catalog: inForce, quoteKey, pool }: Spending,
  asked: readonly { walletId: string; chargeFor: ChargeFor }[],
): Promise<Pricing> {
  const catalog = inForce();
  const quoteIds = asked.flatMap(({ chargeFor }) => ("quoteId" in chargeFor ? [chargeFor.quoteId] : []));
  const quotes = openQuotes(quoteIds, quoteKey);
  const differs = Object.values(catalog.regions).some((region) => region.operations.length > 0);
  const isRegional = (chargeFor: ChargeFor): boolean => {
    if (!("quoteId" in chargeFor)) return differs && "usage" in chargeFor;
    const quoted = quotes.get(chargeFor.quoteId);
    return quoted !== undefined && !(quoted instanceof CofferError) && dependsOnRegion(quoted);
  };
  const wallets = asked.filter(({ chargeFor }) => isRegional(chargeFor)).map(({ walletId }) => walletId);
  const regions = wallets.length === 0 ? NO_REGIONS : await readRegions(pool, wallets);
  const now = quoteIds.length > 0 ? await readStoreTime(pool) : null;
  return { catalog, quotes, regions, now };
}

const NO_LINES: Charge["lines"] = [];
const NO_FACTS: Charge["facts"] = {};

function quotedCharge({ quotes, regions, now }: Pricing, walletId: string, quoteId: string): Charge {
  const quoted = quotes.get(quoteId);
  if (now === null || quoted === undefined) throw new InvariantError("A quote is priced that was not opened.");
  if (quoted instanceof CofferError) throw quoted;
  requireUsable(quoted, walletId, regions.get(walletId), now);
  const { credits, lines, operation, model, count, catalogVersion, expiresAt: until } = quoted;
  return { credits, lines, facts: { operation, model, count, catalogVersion }, until };
}

function priceFor(pricing: Pricing, walletId: string, chargeFor: ChargeFor): Charge {
  if ("credits" in chargeFor) return { credits: chargeFor.credits, lines: NO_LINES, facts: NO_FACTS, until: null };
  if ("quoteId" in chargeFor) return quotedCharge(pricing, walletId, chargeFor.quoteId);
  const { catalog, regions } = pricing;
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
