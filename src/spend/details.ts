import { formatAmount } from "../lib/money.js";
import type { Charge } from "./charge.js";

/** What a service may say about its own side of a generation. */
export type ServiceFacts = {
  metadata?: Record<string, unknown> | undefined;
  /** What the generation cost the service, in USDT base units. */
  providerCostUsd?: bigint | undefined;
  /** Whether the output could be used. */
  outcome?: "succeeded" | "rejected" | undefined;
  /** Why a hold was voided. */
  reason?: string | undefined;
};

/** Writes the facts that are kept with a hold or debit, as JSON: amounts of credits in base units, dollars as decimals. */
export function detailsOf(facts: ServiceFacts, charge?: Charge): Record<string, unknown> {
  const details: Record<string, unknown> = { ...charge?.facts };
  for (const name of ["metadata", "outcome", "reason"] as const) {
    if (facts[name] !== undefined) details[name] = facts[name];
  }
  if (facts.providerCostUsd !== undefined) details.providerCostUsd = formatAmount(facts.providerCostUsd);
  if (charge !== undefined && charge.lines.length > 0) {
    details.lines = charge.lines.map(({ label, credits }) => ({ label, credits: credits.toString() }));
  }
  return details;
}
