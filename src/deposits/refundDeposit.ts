import { lockCheckout } from "../checkout/checkout.js";
import { reverseDeposit } from "../ledger/reverseDeposit.js";
import { CofferError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import type { Crediting } from "./crediting.js";
import { type Decider, decideDeposit } from "./decideDeposit.js";
import { type Deposit, recordHistory } from "./deposit.js";
import { resettleCheckout } from "./resettleCheckout.js";

type Refund = Decider & {
  /** The transaction by which the money was sent back. */
  txHash: string;
  /** Whether what was spent of its credits may be owed instead of taken back. */
  allowShortfall: boolean;
};

function judge({ status, stuckReason, refundTxHash }: Deposit, txHash: string): "may" | "done" | "refused" {
  if (status === "refunded") return refundTxHash === txHash ? "done" : "refused";
  if (status === "credited" || status === "rejected") return "may";
  return status === "stuck" && stuckReason !== "reorged_after_credit" ? "may" : "refused";
}

/**
 * Records that a deposit's money was sent back. On a credited one it takes back what is left of its credits first, bonus
 * included, in whatever wallets they are. The same refund again changes nothing.
 * @throws CofferError `not_found`; `invalid_request` for what is no transaction hash there; `deposit_not_retryable`, with
 * `shortfall` in credits where some were spent and that was not allowed: then nothing happened.
 */
export async function refundDeposit(crediting: Crediting, depositId: string, refund: Refund): Promise<Deposit> {
  const { grace } = await crediting.catalogs.current();
  const { txHash, clientId, note, allowShortfall } = refund;
  return decideDeposit(crediting.pool, depositId, {
    ...{ clientId, note, action: "deposit.refunded" },
    judge: (deposit) => judge(deposit, txHash),
    carryOut: async (sql, { id, network, creditedAt, checkoutId }) => {
      const hash = crediting.chains.get(network)?.parseTxHash(txHash);
      if (hash === null) {
        const issues = [{ path: "txHash", message: `is no transaction hash of ${network}` }];
        throw new CofferError("invalid_request", `${txHash} is no transaction hash of ${network}.`, {
          fields: { issues },
        });
      }
      const reversals = creditedAt === null ? [] : await reverseDeposit(sql, id, grace.expiredLotHours * 3600);
      const owed = reversals.reduce((sum, each) => sum + each.owed, 0n);
      if (owed > 0n && !allowShortfall) {
        const message = `${formatAmount(owed)} of its credits were spent and can't be taken back; allow the shortfall to let them be owed.`;
        throw new CofferError("deposit_not_retryable", message, {
          fields: { state: "credited", shortfall: formatAmount(owed) },
        });
      }
      await sql.query(
        `UPDATE deposits SET status = 'refunded', stuck_reason = NULL, due_at = NULL, credits = 0, refund_tx_hash = $2
         WHERE id = $1`,
        [id, hash ?? txHash],
      );
      const taken = reversals.reduce((sum, each) => sum + each.taken, 0n);
      const detail = `Sent back in ${hash ?? txHash}; ${formatAmount(taken)} credits taken back, ${formatAmount(owed)} owed: ${note}`;
      await recordHistory(sql, { depositId: id, status: "refunded", detail, clientId });
      if (creditedAt === null || checkoutId === null) return;
      await resettleCheckout(sql, crediting, await lockCheckout(sql, checkoutId), grace.expiredLotHours * 3600);
    },
  });
}
