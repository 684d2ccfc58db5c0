import { z } from "zod";
import { decimal, network, pricedRegion, time } from "../fields.js";

/** Amounts of the catalogue are decimal strings; `null` where a field does not apply. docs/catalog.md explains each. */

const days = z.int().nullable();
const expirySchema = z.strictObject({ afterDays: days, afterInactiveDays: days });

const packSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    priceUsd: decimal,
    localPrice: z.string().nullable(),
    credits: decimal,
    bonusCredits: decimal,
    totalCredits: decimal,
    usdPerCredit: decimal,
    usdPerStandardImage: decimal,
    expiresAfterDays: days,
    expiresAfterInactiveDays: days,
  })
  .meta({ id: "Pack" });

const offer = {
  id: z.string(),
  label: z.string(),
  hasCode: z.boolean(),
  network: network.nullable(),
  fromUsd: decimal.nullable(),
  from: time.nullable(),
  until: time.nullable(),
};

const bonusSchema = z
  .strictObject({
    ...offer,
    condition: z.enum(["payment", "first_purchase", "promo_code"]),
    percent: decimal.nullable(),
    credits: decimal.nullable(),
    maxCredits: decimal.nullable(),
    expiry: expirySchema.nullable(),
  })
  .meta({ id: "Bonus" });

const discountSchema = z
  .strictObject({ ...offer, condition: z.enum(["payment", "promo_code"]), percent: decimal })
  .meta({ id: "Discount" });

const rangeSchema = z.strictObject({ above: z.int().nullable(), upTo: z.int().nullable() });

const conditionSchema = z
  .strictObject({
    pixels: rangeSchema.optional(),
    steps: rangeSchema.optional(),
    count: rangeSchema.optional(),
    seconds: rangeSchema.optional(),
    tokens: rangeSchema.optional(),
    models: z.array(z.string()).optional(),
    options: z.record(z.string(), z.string()).optional(),
    batch: z.boolean().optional(),
  })
  .meta({ id: "UsageCondition", description: "What a usage must be like; every part that is named must hold." });

const ruleSchema = z.strictObject({
  label: z.string().nullable(),
  when: conditionSchema,
  credits: decimal,
  per: z.union([z.strictObject({ seconds: z.int() }), z.strictObject({ tokens: z.int() })]).nullable(),
});

const adjustmentSchema = z.strictObject({
  label: z.string(),
  when: conditionSchema,
  percent: decimal.nullable(),
  credits: decimal.nullable(),
});

const operationSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    unit: z.string(),
    credits: decimal.optional(),
    rules: z.array(ruleSchema),
    adjustments: z.array(adjustmentSchema),
    models: z.array(z.strictObject({ id: z.string(), name: z.string() })).nullable(),
    options: z.array(z.string()),
    defaults: z.strictObject({
      count: z.int(),
      width: z.int().nullable(),
      height: z.int().nullable(),
      steps: z.int().nullable(),
      model: z.string().nullable(),
      seconds: z.int().nullable(),
      tokens: z.int().nullable(),
    }),
  })
  .meta({
    id: "Operation",
    description:
      "The first rule whose condition holds gives the credits of one unit, then every adjustment whose condition holds changes them, in order; the result is multiplied by `count` and rounded up once, to a millionth.",
  });

const allowanceOfferSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    credits: decimal,
    every: z.enum(["day", "week", "month"]),
    kind: z.enum(["included", "promotional"]),
    rollover: z.union([z.literal("forever"), z.int()]),
    capCredits: decimal.nullable(),
    whenEnded: z.enum(["lapse", "keep"]),
  })
  .meta({ id: "AllowanceOffer" });

const networkOfferSchema = z
  .strictObject({
    id: network,
    name: z.string(),
    token: z.literal("USDT"),
    contract: z.string(),
    /** What the smallest payments wait for. */
    confirmations: z.union([z.int(), z.literal("final")]),
    typicalSeconds: z.number(),
    typicalFeeUsd: decimal,
  })
  .meta({ id: "NetworkOffer" });

const standardImageSchema = z.strictObject({
  operation: z.string(),
  model: z.string().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  steps: z.int().optional(),
  count: z.int().optional(),
  credits: decimal,
});

/** The catalogue in force, as anybody may read it. */
export const catalogSchema = z
  .strictObject({
    version: z.string(),
    name: z.string(),
    region: pricedRegion,
    creditName: z.string(),
    creditUsd: decimal,
    standardImage: standardImageSchema,
    packs: z.array(packSchema),
    anyAmount: z
      .strictObject({
        minUsd: decimal,
        maxUsd: decimal,
        breakpoints: z.array(z.strictObject({ fromUsd: decimal, creditUsd: decimal })),
      })
      .nullable(),
    bonuses: z.array(bonusSchema),
    discounts: z.array(discountSchema),
    operations: z.array(operationSchema),
    allowances: z.array(allowanceOfferSchema),
    expiry: expirySchema,
    refunds: z.strictObject({ policy: z.string(), windowDays: z.int(), firstPurchaseOnly: z.boolean() }),
    transfers: z.strictObject({ allowed: z.boolean() }),
    failedGenerations: z.enum(["free", "charged"]),
    grace: z.strictObject({ expiredLotHours: z.int(), paymentMinutes: z.int() }),
    disclosure: z.array(z.strictObject({ point: z.string(), ok: z.boolean(), why: z.string() })),
    networks: z.array(networkOfferSchema),
    /** Whether payments are play money on development chains. */
    developmentChains: z.boolean(),
  })
  .meta({ id: "Catalog" });
