import { z } from "zod";
import type { Hold } from "../../ledger/hold.js";
import { formatAmount } from "../../lib/money.js";
import { decimal, shownMetadata, time } from "../fields.js";

export const linesSchema = z.array(z.strictObject({ label: z.string(), credits: decimal }));

export const holdSchema = z
  .strictObject({
    id: z.string(),
    walletId: z.string(),
    state: z.enum(["open", "captured", "voided", "expired"]),
    credits: decimal,
    captured: decimal,
    reference: z.string().nullable(),
    createdAt: time,
    expiresAt: time,
    lines: linesSchema,
    /** The debit that capturing made, which can be refunded. */
    debitId: z.string().nullable(),
    /** Where it is read by its id: the answers that are told again from the ledger are without it. */
    metadata: shownMetadata.optional(),
  })
  .meta({ id: "Hold" });

export type HoldView = z.output<typeof holdSchema>;

export function holdView(hold: Hold): HoldView {
  return {
    id: hold.id,
    walletId: hold.walletId,
    state: hold.state,
    credits: formatAmount(hold.credits),
    captured: formatAmount(hold.captured),
    reference: hold.reference,
    createdAt: hold.createdAt.toISOString(),
    expiresAt: hold.expiresAt.toISOString(),
    lines: hold.lines.map(({ label, credits }) => ({ label, credits: formatAmount(credits) })),
    debitId: hold.debitId,
    ...(hold.metadata === undefined ? {} : { metadata: hold.metadata }),
  };
}
