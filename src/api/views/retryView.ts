import { z } from "zod";
import type { RetryResult } from "../../deposits/retryDeposit.js";
import { formatAmount } from "../../lib/money.js";
import { decimal } from "../fields.js";
import { depositSchema, depositView } from "./depositView.js";

export const outcome = z.enum(["credited", "would_credit", "waiting", "refused"]);

export const retrySchema = z
  .strictObject({
    dryRun: z.boolean(),
    outcome,
    explanation: z.string(),
    checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })),
    credits: decimal,
    deposit: depositSchema,
  })
  .meta({ id: "RetryResult" });

/** What an operator's retry or assignment did, or would do. */
export function retryView({
  dryRun,
  outcome,
  explanation,
  checks,
  credits,
  deposit,
}: RetryResult): z.output<typeof retrySchema> {
  return { dryRun, outcome, explanation, checks, credits: formatAmount(credits), deposit: depositView(deposit) };
}
