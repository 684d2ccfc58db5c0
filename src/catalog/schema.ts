import { z } from "zod";
import { amount, flag, label, orNull, slug, wholeNumber } from "./fields.js";
import {
  allowanceSchema,
  anyAmountSchema,
  bonusSchema,
  discountSchema,
  expirySchema,
  packSchema,
} from "./offerSchema.js";
import { operationSchema } from "./operationSchema.js";

function requireUniqueIds(items: { id: string }[], context: z.RefinementCtx): void {
  const ids = items.map(({ id }) => id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) context.addIssue(`has two entries with the id ${repeated}`);
}

/** A region's price book: its own base rate and packs, and operations that differ from the general ones. */
const regionSchema = z.strictObject({
  name: label,
  creditUsd: amount,
  packs: z.array(packSchema).min(1).max(100).superRefine(requireUniqueIds),
  operations: z.array(operationSchema).max(200).default([]).superRefine(requireUniqueIds),
});

/** A usage as a file has it, with numbers that are still text. */
const standardImageSchema = z.strictObject({
  operation: slug,
  model: slug.optional(),
  width: wholeNumber(1, 16_384).optional(),
  height: wholeNumber(1, 16_384).optional(),
  steps: wholeNumber(1, 1_000).optional(),
  count: wholeNumber(1, 1_000).optional(),
});

export const catalogSchema = z.strictObject({
  id: slug,
  name: label,
  /** What one credit is called, in the plural: credits, tokens. */
  creditName: label,
  /** The base rate: dollars for one credit outside any pack. */
  creditUsd: amount,
  /** The usage that `usdPerStandardImage` prices. */
  standardImage: standardImageSchema,
  packs: z.array(packSchema).min(1).max(100).superRefine(requireUniqueIds),
  anyAmount: orNull(anyAmountSchema),
  bonuses: z.array(bonusSchema).max(100).default([]).superRefine(requireUniqueIds),
  discounts: z.array(discountSchema).max(100).default([]).superRefine(requireUniqueIds),
  operations: z.array(operationSchema).min(1).max(200).superRefine(requireUniqueIds),
  allowances: z.array(allowanceSchema).max(50).default([]).superRefine(requireUniqueIds),
  regions: z
    .record(z.string().regex(/^[A-Z]{2}$/, "must be a country's two capital letters"), regionSchema)
    .default({}),
  /** Of what is bought; a bonus lives as long as its purchase unless it says otherwise. */
  expiry: expirySchema,
  refunds: z.strictObject({
    policy: label,
    windowDays: wholeNumber(0, 366),
    firstPurchaseOnly: flag.default(false),
  }),
  transfers: z.strictObject({ allowed: flag }).default({ allowed: true }),
  failedGenerations: z.enum(["free", "charged"]).default("free"),
  grace: z
    .strictObject({
      /** How long released or refunded credits of an expired lot live on. */
      expiredLotHours: wholeNumber(0, 720),
      /** How long after its deadline a checkout's payment still counts as in time. */
      paymentMinutes: wholeNumber(0, 1_440),
    })
    .default({ expiredLotHours: 24, paymentMinutes: 30 }),
});

/** A catalogue as it is in force: its file, and the version that its text has. */
export type Catalog = z.output<typeof catalogSchema> & { version: string };
