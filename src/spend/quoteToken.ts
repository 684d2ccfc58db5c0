import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type Price, pricedRegion } from "../catalog/price.js";
import { CofferError } from "../lib/errors.js";

/** What a quote promises: this price for this usage, until it expires. */
export type QuotedPrice = Price & {
  operation: string;
  count: number;
  catalogVersion: string;
  /** The wallet that may use the quote; null for any that pays these prices. */
  walletId: string | null;
  /** The region whose own price it is; null for the general one. */
  region: string | null;
  /** The regions that had a price of their own when it was asked for, so that it holds whatever the catalogue says later. */
  regionsWithOwnPrice: string[];
  expiresAt: Date;
};

const baseUnits = z.string().regex(/^-?\d+$/);

const payloadSchema = z.strictObject({
  credits: baseUnits,
  lines: z.array(z.strictObject({ label: z.string(), credits: baseUnits })),
  operation: z.string(),
  model: z.string().nullable(),
  count: z.number(),
  catalogVersion: z.string(),
  walletId: z.string().nullable(),
  region: z.string().nullable(),
  regionsWithOwnPrice: z.array(z.string()),
  expiresAt: z.iso.datetime(),
});

function sign(body: string, key: string): Buffer {
  return createHmac("sha256", key).update(`coffer quote ${body}`).digest().subarray(0, 16);
}

/** Why a quote cannot be used, said of it. */
function refuseQuote(message: string): CofferError {
  return new CofferError("invalid_request", `The quote cannot be used: it ${message}. Ask for a new one.`, {
    fields: { issues: [{ path: "quoteId", message }] },
  });
}

/** Writes a quote as the token that is its id: the price travels in it, signed, and nothing is stored. */
export function writeQuoteToken(quote: QuotedPrice, key: string): string {
  const payload = {
    ...quote,
    credits: quote.credits.toString(),
    lines: quote.lines.map((line) => ({ label: line.label, credits: line.credits.toString() })),
    expiresAt: quote.expiresAt.toISOString(),
  };
  const body = Buffer.from(JSON.stringify(payload)).toString("base64url");
  return `qt_${body}.${sign(body, key).toString("base64url")}`;
}

/**
 * Reads a quote.
 * @throws CofferError `invalid_request` when it was not signed with this key.
 */
export function openQuoteToken(token: string, key: string): QuotedPrice {
  const [body = "", signature = ""] = token.startsWith("qt_") ? token.slice(3).split(".") : [];
  const given = Buffer.from(signature, "base64url");
  const wanted = sign(body, key);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw refuseQuote("is not one of ours");
  const parsed = payloadSchema.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  // Signed with our key, by a process of another version.
  if (!parsed.success) throw refuseQuote("is from before an upgrade");
  const payload = parsed.data;
  return {
    ...payload,
    credits: BigInt(payload.credits),
    lines: payload.lines.map((line) => ({ label: line.label, credits: BigInt(line.credits) })),
    expiresAt: new Date(payload.expiresAt),
  };
}

/** Whether it depends on a wallet's region that the wallet may use a quote: one for any wallet, where regions have own prices. */
export function dependsOnRegion({ walletId, regionsWithOwnPrice }: QuotedPrice): boolean {
  return walletId === null && regionsWithOwnPrice.length > 0;
}

/**
 * Requires that a wallet may use a quote. What was asked for a wallet is promised to it; quotes of any region are anybody's to
 * ask for, and used only by wallets that pay that price.
 * @param region the wallet's, where the quote depends on it.
 * @throws CofferError `invalid_request` when it has expired, or is another wallet's or region's.
 */
export function requireUsable(quote: QuotedPrice, walletId: string, region: string | undefined, now: Date): void {
  if (quote.expiresAt <= now) throw refuseQuote("has expired");
  if (quote.walletId !== null && quote.walletId !== walletId) throw refuseQuote("was made for another wallet");
  const isItsPrice = pricedRegion(quote.regionsWithOwnPrice, region) === quote.region;
  if (dependsOnRegion(quote) && !isItsPrice) throw refuseQuote("was made for another region");
}
