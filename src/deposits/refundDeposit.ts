import { graceSecondsOf } from "../catalog/graceSecondsOf.js";
import { lockCheckout } from "../checkout/checkout.js";
import { updateStatusTakenBack } from "../checkout/updateStatus.js";
import type { Sql } from "../db/sql.js";
import { lockRefundRequest, payRefundRequest, type RefundRequest } from "../ledger/refundRequest.js";
import { reverseDeposit } from "../ledger/reverseDeposit.js";
import { CofferError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import { recordAudit } from "./audit.js";
import type { Crediting } from "./crediting.js";
import { type Decider, decideDeposit } from "./decideDeposit.js";
import { type Deposit, recordHistory } from "./deposit.js";
import { lockSettlement } from "./lockSettlement.js";
import { resettleCheckout } from "./resettleCheckout.js";

type Refund = Decider & {
  /** The transaction by which the money was sent back. */
  txHash: string;
  /** Whether what was spent of its credits may be owed instead of taken back. */
  allowShortfall: boolean;
};

function judge({ status, stuckReason, refundTxHash }: Deposit, hash: string): "may" | "done" | "refused" {
  if (status === "refunded") return refundTxHash === hash ? "done" : "refused";
  if (status === "credited" || status === "rejected") return "may";
  return status === "stuck" && stuckReason !== "reorged_after_credit" ? "may" : "refused";
}

/** @throws CofferError `invalid_request` for what is no transaction hash of the deposit's network. */
function parseHash({ chains }: Crediting, { network }: Deposit, txHash: string): string {
  const hash = chains.get(network)?.parseTxHash(txHash);
  if (hash !== null) return hash ?? txHash;
  const issues = [{ path: "txHash", message: `is no transaction hash of ${network}` }];
  throw new CofferError("invalid_request", `${txHash} is no transaction hash of ${network}.`, { fields: { issues } });
}

/**
 * Takes back what is left of a deposit's credits, in whatever wallets they are.
 * @returns what it did, in words.
 * @throws CofferError `deposit_not_retryable` where some were spent and that was not allowed.
 */
async function takeBack(sql: Sql, { id }: Deposit, graceSeconds: number, allowShortfall: boolean): Promise<string> {
  const reversals = await reverseDeposit(sql, id, graceSeconds);
  const owed = reversals.reduce((sum, each) => sum + each.owed, 0n);
  if (owed > 0n && !allowShortfall) {
    const message = `${formatAmount(owed)} of its credits were spent and can't be taken back; allow the shortfall to let them be owed.`;
    throw new CofferError("deposit_not_retryable", message, {
      fields: { state: "credited", shortfall: formatAmount(owed) },
    });
  }
  const taken = reversals.reduce((sum, each) => sum + each.taken, 0n);
  return `${formatAmount(taken)} credits taken back, ${formatAmount(owed)} owed`;
}

/**
 * Records the payment of a purchase that its buyer gave back. Its credits went when it was asked for, and what it does not
 * pay for (credits in other wallets) stays where it is.
 * @returns what it did, in words.
 */
async function payRequest(
  sql: Sql,
  request: RefundRequest,
  hash: string,
  { clientId, note }: Decider,
): Promise<string> {
  const { id, amountUsdt } = request;
  const { paidAt } = await payRefundRequest(sql, request, hash);
  const states = { before: { paidAt: null }, after: { paidAt, txHash: hash, amountUsd: formatAmount(amountUsdt) } };
  await recordAudit(sql, { clientId, action: "refund_request.paid", objectId: id, ...states, note });
  return `${formatAmount(amountUsdt)} USDT for what the buyer gave back (${id})`;
}

/**
 * Records that a deposit's money was sent back. On a credited one it takes back what is left of its credits first, bonus
 * included, in whatever wallets they are; where its buyer gave the purchase back, it records the payment of that request
 * instead. The same refund again changes nothing.
 * @throws CofferError `not_found`; `invalid_request` for what is no transaction hash there; `deposit_not_retryable`, with
 * `shortfall` in credits where some were spent and that was not allowed: then nothing happened.
 */
export async function refundDeposit(crediting: Crediting, depositId: string, refund: Refund): Promise<Deposit> {
  const graceSeconds = graceSecondsOf(await crediting.catalogs.current());
  const { txHash, clientId, note, allowShortfall } = refund;
  return decideDeposit(crediting.pool, depositId, {
    ...{ clientId, note, action: "deposit.refunded" },
    judge: (deposit) => judge(deposit, parseHash(crediting, deposit, txHash)),
    carryOut: async (sql, deposit) => {
      const { id, creditedAt, checkoutId } = deposit;
      const hash = parseHash(crediting, deposit, txHash);
      if (creditedAt !== null) await lockSettlement(sql, deposit);
      const request = creditedAt === null ? null : await lockRefundRequest(sql, deposit);
      let done = "it was never credited";
      if (request !== null) done = await payRequest(sql, request, hash, refund);
      else if (creditedAt !== null) done = await takeBack(sql, deposit, graceSeconds, allowShortfall);
      await sql.query(
        `UPDATE deposits SET status = 'refunded', stuck_reason = NULL, due_at = NULL, credits = 0, refund_tx_hash = $2
         WHERE id = $1`,
        [id, hash],
      );
      const detail = `Sent back in ${hash}; ${done}: ${note}`;
      await recordHistory(sql, { depositId: id, status: "refunded", detail, clientId });
      if (creditedAt === null || checkoutId === null) return;
      const checkout = await lockCheckout(sql, checkoutId);
      if (request === null) await resettleCheckout(sql, crediting, checkout, graceSeconds);
      await updateStatusTakenBack(sql, checkout);
    },
  });
}
