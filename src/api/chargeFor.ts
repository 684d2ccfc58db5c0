import { z } from "zod";
import { usageSchema } from "../catalog/usage.js";
import { InvariantError } from "../lib/errors.js";
import { amountSchema } from "../lib/money.js";
import type { ChargeFor } from "../spend/charge.js";
import { QUOTE_ID_MAX } from "../spend/quoteIdMax.js";

/** What a hold or debit is for: one of the three. */
export const chargeFields = {
  usage: usageSchema.optional(),
  credits: amountSchema.optional(),
  quoteId: z.string().min(1).max(QUOTE_ID_MAX).optional(),
};

/** What a call reads that may name a quote: the longest one, beside as much as any call may say. */
export const CHARGE_BODY_LIMIT = "250kb";

type ChargeFields = z.output<z.ZodObject<typeof chargeFields>>;

/** Refines a schema with {@link chargeFields}. */
export const namesOneCharge = ({ usage, credits, quoteId }: ChargeFields): boolean =>
  [usage, credits, quoteId].filter((field) => field !== undefined).length === 1;

export const NEEDS_ONE_CHARGE = { message: "needs one of `usage`, `credits` and `quoteId`" };

/** The charge that a checked body names. */
export function chargeFor({ usage, credits, quoteId }: ChargeFields): ChargeFor {
  if (usage !== undefined) return { usage };
  if (credits !== undefined) return { credits };
  if (quoteId !== undefined) return { quoteId };
  throw new InvariantError("A charge that names nothing passed its schema.");
}
