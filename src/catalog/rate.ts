import { z } from "zod";
import { parseAmount } from "../lib/money.js";
import type { Bonus, Expiry } from "./offerSchema.js";
import type { Catalog } from "./schema.js";

/** Base units, written as a decimal string in JSON. */
export const storedAmount = z.string().transform((text) => parseAmount(text));

export const storedExpirySchema = z.strictObject({
  afterDays: z.int().nullable(),
  afterInactiveDays: z.int().nullable(),
});

/** The rate at which money outside a pack is credited; the JSON of {@link Rate}. */
export const rateSchema = z.strictObject({
  catalogVersion: z.string(),
  region: z.string().nullable(),
  usdPerCredit: storedAmount,
  expiry: storedExpirySchema,
  paymentBonuses: z.array(
    z.strictObject({ id: z.string(), label: z.string(), percent: storedAmount, expiry: storedExpirySchema }),
  ),
});

/** USDT base units a credit, and what paying in USDT adds, in millionths of a percent. */
export type Rate = z.output<typeof rateSchema>;

/** Whom a rate or terms are for, and when. */
export type Buyer = { region?: string | null; network?: "tron" | "ethereum" | null; at: Date };

/**
 * The base rate and payment bonus of a catalogue. For late money: of the catalogue in force at its block time, with that
 * time and the network it came by.
 * @param expiry of what is bought at it: in the terms of a purchase that of the purchase, so that all in-time money of a
 * checkout buys credits that live equally long, in however many parts it comes.
 */
export function rateFor(catalog: Catalog, buyer: Buyer, expiry: Expiry = catalog.expiry): Rate {
  const { book, region } = priceBook(catalog, buyer.region);
  return {
    catalogVersion: catalog.version,
    region,
    usdPerCredit: book.creditUsd,
    expiry,
    paymentBonuses: catalog.bonuses.flatMap((bonus) =>
      bonus.when === "payment" && bonus.percent !== null && isOffered(bonus, buyer)
        ? [{ id: bonus.id, label: bonus.label, percent: bonus.percent, expiry: bonus.expiry ?? expiry }]
        : [],
    ),
  };
}

/** The moments at which a bonus for paying begins or ends to be offered. */
export function paymentBonusChanges({ bonuses }: Catalog): Date[] {
  return bonuses
    .filter(({ when }) => when === "payment")
    .flatMap(({ from, until }) => [from ?? [], until ?? []].flat());
}

/** The price book of a region, or the general one where it has none. */
export function priceBook(catalog: Catalog, region: string | null | undefined) {
  const book = region ? catalog.regions[region] : undefined;
  return book === undefined ? { book: catalog, region: null } : { book, region: region ?? null };
}

/** The cheapest breakpoint of `anyAmount` that a sum reaches, in a region's book too; null where the base rate is no dearer. */
export function breakpointFor({ anyAmount }: Catalog, creditUsd: bigint, usd: bigint) {
  let best: { fromUsd: bigint; creditUsd: bigint } | null = null;
  for (const breakpoint of anyAmount?.breakpoints ?? []) {
    if (usd >= breakpoint.fromUsd && breakpoint.creditUsd < (best?.creditUsd ?? creditUsd)) best = breakpoint;
  }
  return best;
}

/** Whether an offer holds for this buyer's network and moment. */
export function isOffered(offer: Pick<Bonus, "network" | "from" | "until">, { network, at }: Buyer): boolean {
  return (
    (offer.network === null || offer.network === (network ?? null)) &&
    (offer.from === null || at >= offer.from) &&
    (offer.until === null || at < offer.until)
  );
}

/** The expiry that a pack's credits have. */
export function expiryOf(catalog: Catalog, pack: { expiry: Expiry | null } | null): Expiry {
  return pack?.expiry ?? catalog.expiry;
}
