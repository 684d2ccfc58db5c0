import { z } from "zod";
import type { Entry } from "../../ledger/listEntries.js";
import { formatAmount } from "../../lib/money.js";
import { decimal, time } from "../fields.js";

export const entrySchema = z
  .strictObject({
    id: z.string(),
    at: time,
    type: z.string(),
    /** What the movement did to the spendable balance, with its sign. */
    credits: decimal,
    balanceAfter: decimal,
    heldAfter: decimal,
    /** What moved, from one account to the other. */
    amount: decimal,
    from: z.string(),
    to: z.string(),
    reference: z.string().nullable(),
    grantId: z.string().optional(),
    depositId: z.string().optional(),
    holdId: z.string().optional(),
    debitId: z.string().optional(),
  })
  .meta({ id: "Entry" });

export type EntryView = z.output<typeof entrySchema>;

export function entryView(entry: Entry): EntryView {
  const [only, ...others] = entry.grants;
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    type: entry.type,
    credits: formatAmount(entry.credits),
    balanceAfter: formatAmount(entry.balanceAfter),
    heldAfter: formatAmount(entry.heldAfter),
    amount: formatAmount(entry.amount),
    from: entry.from,
    to: entry.to,
    reference: entry.reference,
    ...(only === undefined || others.length > 0 ? {} : { grantId: only.grantId }),
    ...(entry.depositId === null ? {} : { depositId: entry.depositId }),
    ...(entry.holdId === null ? {} : { holdId: entry.holdId }),
    ...(entry.debitId === null ? {} : { debitId: entry.debitId }),
  };
}
