import { listRegionsWithOwnPrice, pricedRegion, priceUsage } from "../catalog/price.js";
import type { Catalog } from "../catalog/schema.js";
import type { Usage } from "../catalog/usage.js";
import type { Wallet } from "../ledger/readWallet.js";
import { type QuotedPrice, writeQuoteToken } from "./quoteToken.js";

/** How long a quoted price holds, in milliseconds: long enough for a buyer to decide. */
const QUOTE_MS = 15 * 60_000;

export type QuoteRequest = {
  usage: Usage;
  /** Whose price book to use, where no wallet is named. */
  region?: string | undefined;
  /** The wallet that asks; only it may then use the quote. */
  wallet?: Pick<Wallet, "id" | "region" | "available"> | undefined;
};

export type Quote = QuotedPrice & {
  quoteId: string;
  /** Base units; only for a wallet. */
  available?: bigint;
  affordable?: boolean;
};

/**
 * What a usage costs, and a `quoteId` that a hold or debit may name to be charged exactly that.
 * @param quoteKey secret that signs quotes; every process of a store has the same.
 * @throws CofferError `unknown_operation`, `invalid_request`.
 */
export function quote(catalog: Catalog, quoteKey: string, request: QuoteRequest, now = new Date()): Quote {
  const { usage, wallet } = request;
  const region = wallet === undefined ? request.region : wallet.region;
  const price = priceUsage(catalog, usage, region);
  const regionsWithOwnPrice = listRegionsWithOwnPrice(catalog, usage.operation);
  const quoted: QuotedPrice = {
    ...price,
    operation: usage.operation,
    count: usage.count ?? 1,
    catalogVersion: catalog.version,
    walletId: wallet?.id ?? null,
    region: pricedRegion(regionsWithOwnPrice, region),
    regionsWithOwnPrice,
    expiresAt: new Date(now.getTime() + QUOTE_MS),
  };
  return {
    ...quoted,
    quoteId: writeQuoteToken(quoted, quoteKey),
    ...(wallet === undefined ? {} : { available: wallet.available, affordable: wallet.available >= price.credits }),
  };
}
