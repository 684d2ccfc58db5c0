import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { recordAudit } from "./audit.js";
import { type CreditCheck, checkBeforeCredit } from "./checkBeforeCredit.js";
import type { Crediting } from "./crediting.js";
import { creditNow } from "./creditNow.js";
import { recordRefusal } from "./decideDeposit.js";
import { type Deposit, lockDeposit, readDeposit, recordHistory, type StuckReason } from "./deposit.js";
import { foreseeRetry } from "./foreseeRetry.js";

type RetryRequest = { clientId: string; note: string; dryRun: boolean };

export type RetryResult = {
  dryRun: boolean;
  outcome: "credited" | "would_credit" | "waiting" | "refused";
  /** What it did, or would do, in a sentence. */
  explanation: string;
  checks: CreditCheck[];
  /** Credits that were or would be granted, base units. */
  credits: bigint;
  deposit: Deposit;
};

/** Reasons that another try can mend. The others need an operator's decision, or wait for the chain. */
export const RETRYABLE: readonly StuckReason[] = [
  "credit_failed",
  "provider_disagreement",
  "below_minimum",
  "rpc_exhausted",
  "review_threshold",
  "sender_blocked",
];

/** Reasons by which a person was asked: retrying says yes. After any other reason both questions are still to be asked. */
const ANSWERED = ["review_threshold", "sender_blocked"] as const satisfies StuckReason[];

function isRetryable({ status, stuckReason }: Deposit): boolean {
  return status === "stuck" && stuckReason !== null && RETRYABLE.includes(stuckReason);
}

/** The refusal of a retry that cannot be. */
function refusalOf({ id, status, stuckReason }: Deposit): CofferError {
  const inWords = stuckReason === null ? status : `${status} (${stuckReason})`;
  return new CofferError("deposit_not_retryable", `Deposit ${id} is ${inWords}; there is nothing to retry.`, {
    fields: { state: status, stuckReason },
  });
}

/** Makes the deposit due again. @returns false when somebody else moved it meanwhile. */
async function release({ pool }: Crediting, deposit: Deposit, clientId: string, note: string): Promise<boolean> {
  return transaction(pool, async (sql) => {
    const locked = await lockDeposit(sql, deposit.id);
    const unchanged = locked.status === "stuck" && locked.stuckReason === deposit.stuckReason;
    await recordAudit(sql, {
      clientId,
      action: "deposit.retry",
      objectId: deposit.id,
      before: { status: locked.status, stuckReason: locked.stuckReason },
      after: { status: unchanged ? "confirming" : locked.status },
      note,
    });
    if (!unchanged) return false;
    await sql.query(
      `UPDATE deposits SET status = 'confirming', stuck_reason = NULL, attempts = 0, final_at = coalesce(final_at, store_now()), due_at = now(),
         approved_at = CASE WHEN stuck_reason = ANY($2) THEN store_now() ELSE approved_at END
       WHERE id = $1`,
      [deposit.id, ANSWERED],
    );
    await recordHistory(sql, { depositId: deposit.id, status: "confirming", detail: `Retried: ${note}`, clientId });
    return true;
  });
}

/**
 * An operator's way out for a stuck deposit: reads the chain again, checks contract, recipient, amount, finality and
 * uniqueness, and credits it once. It approves only what waited for a person to do so. With `dryRun` nothing changes and the answer says what would be done.
 * @throws CofferError `not_found`, `deposit_not_retryable` (credited, rejected, or waiting for something else),
 * `network_disabled`; ProviderError when no node answers.
 */
export async function retryDeposit(
  crediting: Crediting,
  depositId: string,
  { dryRun, clientId, note }: RetryRequest,
): Promise<RetryResult> {
  const deposit = await readDeposit(crediting.pool, depositId);
  const keepRefusal = async () => {
    if (!dryRun) await recordRefusal(crediting.pool, deposit, { clientId, note, action: "deposit.retry" });
  };
  if (!isRetryable(deposit)) {
    await keepRefusal();
    throw refusalOf(deposit);
  }
  const checks = await checkBeforeCredit(crediting, deposit);
  const failed = checks.find((check) => !check.ok);
  if (failed !== undefined) {
    await keepRefusal();
    return { dryRun, outcome: "refused", explanation: `Not credited: ${failed.detail}`, checks, credits: 0n, deposit };
  }
  if (dryRun) {
    const isAnswered = ANSWERED.some((reason) => reason === deposit.stuckReason);
    return { dryRun, checks, ...(await foreseeRetry(crediting, deposit, isAnswered)), deposit };
  }
  if (!(await release(crediting, deposit, clientId, note))) {
    const now = await readDeposit(crediting.pool, depositId);
    if (!isRetryable(now)) throw refusalOf(now);
  }
  const done = await creditNow(crediting, deposit);
  return { dryRun, checks, ...done, deposit: await readDeposit(crediting.pool, depositId) };
}
