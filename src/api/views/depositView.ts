import { z } from "zod";
import { type Deposit, STUCK_REASONS } from "../../deposits/deposit.js";
import { explain } from "../../deposits/explain.js";
import { formatAmount } from "../../lib/money.js";
import { decimal, network, time } from "../fields.js";

export const depositStatus = z.enum(["detected", "confirming", "credited", "stuck", "reorged", "rejected", "refunded"]);

export const stuckReason = z.enum(STUCK_REASONS);

export const depositSchema = z
  .strictObject({
    id: z.string(),
    network,
    txHash: z.string(),
    /** Position within the block, where the network has one; it changes when a fork moves the transaction. */
    logIndex: z.int().nullable(),
    /** Position within the transaction: with network and txHash, the deposit's identity. */
    logPosition: z.int(),
    blockNumber: z.int(),
    blockHash: z.string(),
    /** "other" for a token that is not credited; `contract` names it. */
    token: z.enum(["USDT", "other"]),
    contract: z.string(),
    from: z.string(),
    to: z.string(),
    amount: decimal,
    status: depositStatus,
    stuckReason: stuckReason.nullable(),
    explanation: z.string(),
    attempts: z.int(),
    lastError: z.string().nullable(),
    checkoutId: z.string().nullable(),
    walletId: z.string(),
    credits: decimal,
    detectedAt: time,
    finalAt: time.nullable(),
    creditedAt: time.nullable(),
  })
  .meta({ id: "Deposit" });

export type DepositView = z.output<typeof depositSchema>;

/** A deposit as operators see it. */
export function depositView(deposit: Deposit): DepositView {
  return {
    id: deposit.id,
    network: deposit.network,
    txHash: deposit.txHash,
    logIndex: deposit.logIndex,
    logPosition: deposit.logPosition,
    blockNumber: deposit.blockNumber,
    blockHash: deposit.blockHash,
    token: deposit.isUsdt ? "USDT" : "other",
    contract: deposit.token,
    from: deposit.from,
    to: deposit.to,
    amount: formatAmount(deposit.amount),
    status: deposit.status,
    stuckReason: deposit.stuckReason,
    explanation: explain(deposit),
    attempts: deposit.attempts,
    lastError: deposit.lastError,
    checkoutId: deposit.checkoutId,
    walletId: deposit.walletId,
    credits: formatAmount(deposit.credits),
    detectedAt: deposit.detectedAt.toISOString(),
    finalAt: deposit.finalAt?.toISOString() ?? null,
    creditedAt: deposit.creditedAt?.toISOString() ?? null,
  };
}
