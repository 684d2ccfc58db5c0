import { readWallet } from "../ledger/readWallet.js";
import { type CreditCheck, checkBeforeCredit } from "./checkBeforeCredit.js";
import type { Crediting } from "./crediting.js";
import { creditNow } from "./creditNow.js";
import { type Decider, decideDeposit, recordRefusal } from "./decideDeposit.js";
import { type Deposit, readDeposit, recordHistory, type StuckReason } from "./deposit.js";
import type { RetryResult } from "./retryDeposit.js";

/** Reasons that a wallet does not answer: another token has no worth in credits, and a fork has yet to decide. */
const UNASSIGNABLE = new Set<StuckReason>(["unsupported_token", "reorged_after_credit"]);

function judge({ status, stuckReason }: Deposit, checks: CreditCheck[]): "may" | "refused" {
  const assignable = status === "stuck" && stuckReason !== null && !UNASSIGNABLE.has(stuckReason);
  return assignable && checks.every(({ ok }) => ok) ? "may" : "refused";
}

/**
 * Gives a stuck deposit to a wallet and credits it there, once: at the base rate and with the payment bonus of its
 * block's time, and whatever its size, because no checkout promised anything for it.
 * @returns `refused` with the check that failed where the chain does not bear it out; nothing changed then.
 * @throws CofferError `not_found` for deposit or wallet, `deposit_not_retryable` when it is not stuck or can't be
 * credited at all, `network_disabled`; ProviderError when no node answers.
 */
export async function assignDeposit(
  crediting: Crediting,
  depositId: string,
  { walletId, clientId, note }: Decider & { walletId: string },
): Promise<RetryResult> {
  const { pool } = crediting;
  const seen = await readDeposit(pool, depositId);
  await readWallet(pool, walletId);
  const checks = judge(seen, []) === "may" ? await checkBeforeCredit(crediting, seen) : [];
  const failed = checks.find(({ ok }) => !ok);
  if (failed !== undefined) {
    await recordRefusal(pool, seen, { clientId, note, action: "deposit.assign" });
    const explanation = `Not assigned: ${failed.detail}`;
    return { dryRun: false, outcome: "refused", explanation, checks, credits: 0n, deposit: seen };
  }
  const assigned = await decideDeposit(pool, depositId, {
    ...{ clientId, note, action: "deposit.assign" },
    judge: (deposit) => (deposit.blockHash === seen.blockHash ? judge(deposit, checks) : "refused"),
    carryOut: async (sql, { id }) => {
      await sql.query(
        `UPDATE deposits SET status = 'confirming', stuck_reason = NULL, attempts = 0, wallet_id = $2, checkout_id = NULL,
           final_at = coalesce(final_at, store_now()), due_at = now(), approved_at = store_now() WHERE id = $1`,
        [id, walletId],
      );
      const detail = `Assigned to wallet ${walletId}: ${note}`;
      await recordHistory(sql, { depositId: id, status: "confirming", detail, clientId });
    },
  });
  const done = await creditNow(crediting, assigned);
  return { dryRun: false, checks, ...done, deposit: await readDeposit(pool, depositId) };
}
