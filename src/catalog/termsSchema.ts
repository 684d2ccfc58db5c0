import { z } from "zod";
import { rateSchema, storedAmount, storedExpirySchema } from "./rate.js";

/** What a checkout pays for, on one network or before one is chosen; every amount a decimal string. */
const offerSchema = z.strictObject({
  catalogVersion: z.string(),
  packId: z.string().nullable(),
  priceUsd: storedAmount,
  discounts: z.array(z.strictObject({ id: z.string(), label: z.string(), usd: storedAmount })),
  discountUsd: storedAmount,
  amountDue: storedAmount,
  tolerance: storedAmount,
  credits: storedAmount,
  expiry: storedExpirySchema,
  bonuses: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      credits: storedAmount,
      /** Set on what a wallet may have once: whether it has it is decided at crediting. */
      condition: z.enum(["first_purchase", "promo_code"]).nullable(),
      expiry: storedExpirySchema,
    }),
  ),
  totalCredits: storedAmount,
  rate: rateSchema,
  inTimeGraceSeconds: z.int(),
});

/** The JSON of {@link Terms}: parse it to get them back. */
export const termsSchema = offerSchema.extend({
  /** What the terms become with each network, where that makes a difference and none is chosen yet. */
  byNetwork: z.strictObject({ tron: offerSchema, ethereum: offerSchema }).nullable(),
});

/** Terms for one network, or before one is chosen. */
export type Offer = z.output<typeof offerSchema>;

/**
 * What a checkout promises, fixed when it opens: amounts in base units of USDT or credits. `credits` are the pack's own,
 * `totalCredits` adds every bonus listed, the conditional ones too. `rate` is for in-time money outside the
 * pack; its credits live as long as the pack's.
 */
export type Terms = z.output<typeof termsSchema>;
