import { z } from "zod";
import { instantSchema } from "../lib/instant.js";
import { amount, amountOrZero, label, orNull, percentage, slug, wholeNumber } from "./fields.js";

const days = wholeNumber(1, 36_500);

const network = z.enum(["tron", "ethereum"]);

/** When a lot's credits end: a number of days after the purchase, after the wallet's last activity, whichever is first, or never. */
export const expirySchema = z.strictObject({ afterDays: orNull(days), afterInactiveDays: orNull(days) });

export const packSchema = z.strictObject({
  id: slug,
  name: label,
  priceUsd: amount,
  credits: amount,
  /** Credits on top, granted as a bonus lot of the same purchase. */
  bonusCredits: amountOrZero.default(0n),
  /** The price as it is advertised in the buyer's own money. */
  localPrice: orNull(label),
  /** Null: the catalogue's `expiry`. */
  expiry: orNull(expirySchema),
});

/** Buying for any sum: the whole sum at the rate of the highest breakpoint that it reaches, else at the base rate. */
export const anyAmountSchema = z.strictObject({
  minUsd: amount,
  maxUsd: amount,
  breakpoints: z.array(z.strictObject({ fromUsd: amount, creditUsd: amount })).default([]),
});

const promoCode = z.string().regex(/^[A-Z0-9_-]{3,40}$/, "must be 3 to 40 capital letters, digits, - or _");

const offerWindow = { from: orNull(instantSchema), until: orNull(instantSchema) };

/**
 * Credits on top of a purchase. `payment` is for paying in USDT and belongs to the base rate too, so it is a plain
 * percentage; the others come only with the amount due paid in time, once per wallet, decided when it is credited.
 */
export const bonusSchema = z
  .strictObject({
    id: slug.refine((id) => id !== "pack" && id !== "purchased", "is taken by what every purchase grants"),
    label,
    when: z.enum(["payment", "first_purchase", "promo_code"]),
    network: orNull(network),
    code: orNull(promoCode),
    percent: orNull(percentage(1_000)),
    credits: orNull(amount),
    maxCredits: orNull(amount),
    fromUsd: orNull(amount),
    /** Null: the same as the purchase it comes with. */
    expiry: orNull(expirySchema),
    ...offerWindow,
  })
  .refine((bonus) => (bonus.percent === null) !== (bonus.credits === null), "needs either `percent` or `credits`")
  .refine((bonus) => (bonus.when === "promo_code") === (bonus.code !== null), {
    message: "goes with `when: promo_code`, and only with it",
    path: ["code"],
  })
  .refine(
    (bonus) =>
      bonus.when !== "payment" || (bonus.percent !== null && bonus.maxCredits === null && bonus.fromUsd === null),
    "for payment is a plain `percent`, without `maxCredits` or `fromUsd`: it must not depend on how a payment is split",
  );

/** Lowers the amount due. Nothing that may be had once: that can only be decided at crediting, so it must be a bonus. */
export const discountSchema = z
  .strictObject({
    id: slug,
    label,
    when: z.enum(["payment", "promo_code"]),
    network: orNull(network),
    code: orNull(promoCode),
    percent: percentage(90),
    fromUsd: orNull(amount),
    ...offerWindow,
  })
  .refine((discount) => (discount.when === "promo_code") === (discount.code !== null), {
    message: "goes with `when: promo_code`, and only with it",
    path: ["code"],
  });

/** Credits that come again: a daily free quota, a plan's monthly credits. */
export const allowanceSchema = z.strictObject({
  id: slug,
  name: label,
  credits: amount,
  every: z.enum(["day", "week", "month"]),
  kind: z.enum(["included", "promotional"]).default("included"),
  /** For how many further periods what is unused stays: 0 none, `forever` always. */
  rollover: z
    .union(
      [z.literal("forever"), wholeNumber(0, 1_200)],
      "must be `forever`, or a whole number of periods from 0 to 1200",
    )
    .default(0),
  /** The most that may lie unused from it; null for no limit. */
  capCredits: orNull(amount),
  whenEnded: z.enum(["lapse", "keep"]).default("lapse"),
});

export type Expiry = z.output<typeof expirySchema>;
export type Pack = z.output<typeof packSchema>;
export type Bonus = z.output<typeof bonusSchema>;
