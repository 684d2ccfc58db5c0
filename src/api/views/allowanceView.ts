import { z } from "zod";
import type { Allowance } from "../../ledger/allowance.js";
import { formatAmount } from "../../lib/money.js";
import { decimal, time } from "../fields.js";

export const allowanceSchema = z
  .strictObject({
    allowanceId: z.string(),
    name: z.string(),
    kind: z.enum(["included", "promotional"]),
    /** Each period. */
    credits: decimal,
    every: z.enum(["day", "week", "month"]),
    /** For how many further periods what is unused stays. */
    rollover: z.union([z.int(), z.literal("forever")]),
    capCredits: decimal.nullable(),
    whenEnded: z.enum(["lapse", "keep"]),
    startedAt: time,
    /** When the next period begins; null when the allowance has ended. */
    nextAt: time.nullable(),
    endedAt: time.nullable(),
  })
  .meta({ id: "Allowance" });

export function allowanceView(allowance: Allowance): z.output<typeof allowanceSchema> {
  const { allowanceId, name, kind, every, whenEnded, endedAt } = allowance;
  return {
    allowanceId,
    name,
    kind,
    credits: formatAmount(allowance.credits),
    every,
    rollover: allowance.rollover ?? "forever",
    capCredits: allowance.capCredits === null ? null : formatAmount(allowance.capCredits),
    whenEnded,
    startedAt: allowance.startedAt.toISOString(),
    nextAt: endedAt === null ? allowance.nextAt.toISOString() : null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}
