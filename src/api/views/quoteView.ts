import { z } from "zod";
import type { UsageQuote } from "../../catalog/quoteUsage.js";
import { usageSchema } from "../../catalog/usage.js";
import { formatAmount } from "../../lib/money.js";
import type { Quote } from "../../spend/quote.js";
import { decimal, time } from "../fields.js";
import { linesSchema } from "./holdView.js";

export const quoteSchema = z
  .strictObject({
    credits: decimal,
    lines: linesSchema,
    usd: z.strictObject({ low: decimal, high: decimal }),
    catalogVersion: z.string(),
    quoteId: z.string(),
    expiresAt: time,
    savings: z.array(z.strictObject({ hint: z.string(), usage: usageSchema, credits: decimal })),
    available: decimal.optional(),
    affordable: z.boolean().optional(),
  })
  .meta({ id: "Quote" });

export type QuoteView = z.output<typeof quoteSchema>;

/** @param priced the same usage, with its dollars and what would cost less. */
export function quoteView(quote: Quote, priced: Pick<UsageQuote, "usd" | "savings">): QuoteView {
  const { usd, savings } = priced;
  return {
    credits: formatAmount(quote.credits),
    lines: quote.lines.map(({ label, credits }) => ({ label, credits: formatAmount(credits) })),
    usd: { low: formatAmount(usd.low), high: formatAmount(usd.high) },
    catalogVersion: quote.catalogVersion,
    quoteId: quote.quoteId,
    expiresAt: quote.expiresAt.toISOString(),
    savings: savings.map(({ hint, usage, credits }) => ({ hint, usage, credits: formatAmount(credits) })),
    ...(quote.available === undefined ? {} : { available: formatAmount(quote.available) }),
    ...(quote.affordable === undefined ? {} : { affordable: quote.affordable }),
  };
}
