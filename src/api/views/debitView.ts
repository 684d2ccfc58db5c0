import { z } from "zod";
import type { Debit } from "../../ledger/debit.js";
import { formatAmount } from "../../lib/money.js";
import { decimal, time } from "../fields.js";

export const debitSchema = z
  .strictObject({
    id: z.string(),
    walletId: z.string(),
    credits: decimal,
    refunded: decimal,
    reference: z.string().nullable(),
    availableAfter: decimal,
    burned: z.array(z.strictObject({ grantId: z.string(), credits: decimal })),
    createdAt: time,
  })
  .meta({ id: "Debit" });

export type DebitView = z.output<typeof debitSchema>;

export function debitView(debit: Debit): DebitView {
  return {
    id: debit.id,
    walletId: debit.walletId,
    credits: formatAmount(debit.credits),
    refunded: formatAmount(debit.refunded),
    reference: debit.reference,
    availableAfter: formatAmount(debit.availableAfter),
    burned: debit.burned.map(({ grantId, credits }) => ({ grantId, credits: formatAmount(credits) })),
    createdAt: debit.createdAt.toISOString(),
  };
}
