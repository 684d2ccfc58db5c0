import { z } from "zod";
import type { Debit } from "../../ledger/debit.js";
import { formatAmount } from "../../lib/money.js";
import { decimal, shownMetadata, time } from "../fields.js";

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
    /** Where it is read by its id: the answers that are told again from the ledger are without it. */
    metadata: shownMetadata.optional(),
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
    ...(debit.metadata === undefined ? {} : { metadata: debit.metadata }),
  };
}
