import { z } from "zod";
import type { RefundRequest } from "../../ledger/refundRequest.js";
import { formatAmount } from "../../lib/money.js";
import { decimal, time } from "../fields.js";

export const refundRequestStatus = z.enum(["open", "paid", "dropped"]);

export const refundRequestSchema = z
  .strictObject({
    id: z.string(),
    walletId: z.string(),
    depositId: z.string(),
    clientId: z.string(),
    status: refundRequestStatus,
    amountUsd: decimal,
    credits: decimal,
    bonusCredits: decimal,
    reason: z.string(),
    createdAt: time,
    paidAt: time.nullable().describe("When an operator recorded that it was paid, as `txHash`; null until then."),
    txHash: z.string().nullable(),
    droppedAt: time
      .nullable()
      .describe("When a fork had taken the deposit away for good, so that nothing is to be paid; else null."),
  })
  .meta({ id: "PurchaseRefund" });

/** A request to give a purchase back, as operators see it. */
export function refundRequestView(request: RefundRequest): z.output<typeof refundRequestSchema> {
  const { id, status, walletId, depositId, clientId, reason, paidAt, droppedAt } = request;
  return {
    ...{ id, status, walletId, depositId, clientId },
    amountUsd: formatAmount(request.amountUsdt),
    credits: formatAmount(request.credits),
    bonusCredits: formatAmount(request.bonusCredits),
    reason,
    createdAt: request.createdAt.toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
    txHash: request.paidTxHash,
    droppedAt: droppedAt?.toISOString() ?? null,
  };
}
