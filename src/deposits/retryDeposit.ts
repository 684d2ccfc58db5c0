import { readCheckout } from "../checkout/checkout.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { bucketOf } from "../lib/ids.js";
import { formatAmount } from "../lib/money.js";
import { recordAudit } from "./audit.js";
import { type ChainCheck, checkOnChain } from "./checkOnChain.js";
import { type Crediting, creditDeposit } from "./creditDeposit.js";
import { type Deposit, lockDeposit, readDeposit, recordHistory, type StuckReason } from "./deposit.js";
import { planCredit } from "./planCredit.js";
import { recordFailure } from "./recordFailure.js";

type RetryCheck = Omit<ChainCheck, "name"> & { name: ChainCheck["name"] | "uniqueness" };

export type RetryResult = {
  dryRun: boolean;
  outcome: "credited" | "would_credit" | "waiting" | "refused";
  /** What it did, or would do, in a sentence. */
  explanation: string;
  checks: RetryCheck[];
  /** Credits that were or would be granted, base units. */
  credits: bigint;
  deposit: Deposit;
};

/** Reasons that another try can mend. The others need an operator's decision, or wait for the chain. */
const RETRYABLE = new Set<StuckReason>([
  "credit_failed",
  "provider_disagreement",
  "below_minimum",
  "rpc_exhausted",
  "review_threshold",
]);

function requireRetryable(deposit: Deposit): void {
  const retryable = deposit.status === "stuck" && deposit.stuckReason !== null && RETRYABLE.has(deposit.stuckReason);
  if (retryable) return;
  const state = deposit.stuckReason === null ? deposit.status : `${deposit.status} (${deposit.stuckReason})`;
  throw new CofferError("deposit_not_retryable", `Deposit ${deposit.id} is ${state}; there is nothing to retry.`, {
    fields: { state: deposit.status, stuckReason: deposit.stuckReason },
  });
}

async function runChecks({ pool, chains }: Crediting, deposit: Deposit): Promise<RetryCheck[]> {
  const chain = chains.get(deposit.network);
  if (chain === undefined)
    throw new CofferError("network_disabled", `${deposit.network} is not watched by this store.`);
  const checks: RetryCheck[] = await checkOnChain(chain, deposit);
  const { rowCount } = await pool.query(
    "SELECT 1 FROM grants WHERE bucket = $1 AND deposit_id = $2 AND source_type = 'deposit' LIMIT 1",
    [bucketOf("wal", deposit.walletId), deposit.id],
  );
  const unique = rowCount === 0;
  return [
    ...checks,
    {
      name: "uniqueness",
      ok: unique,
      detail: unique ? "Never credited before." : "Credits were granted for it before.",
    },
  ];
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
      `UPDATE deposits SET status = 'confirming', stuck_reason = NULL, attempts = 0, final_at = coalesce(final_at, store_now()), due_at = now()
       WHERE id = $1`,
      [deposit.id],
    );
    await recordHistory(sql, { depositId: deposit.id, status: "confirming", detail: `Retried: ${note}`, clientId });
    return true;
  });
}

async function planFor({ pool, catalogs, minimum }: Crediting, deposit: Deposit) {
  if (deposit.checkoutId === null)
    throw new CofferError("deposit_not_retryable", "It belongs to no checkout; assign it to a wallet.");
  return planCredit(pool, catalogs, await readCheckout(pool, deposit.checkoutId), deposit, minimum);
}

async function carryOut(
  crediting: Crediting,
  deposit: Deposit,
): Promise<Pick<RetryResult, "outcome" | "explanation" | "credits">> {
  try {
    const result = await creditDeposit(crediting, deposit.id);
    if (result.kind === "credited") {
      return {
        outcome: "credited",
        explanation: `Credited: ${formatAmount(result.credits)} credits.`,
        credits: result.credits,
      };
    }
    return {
      outcome: "waiting",
      explanation: "It is due again and will be credited by the workers when it can be.",
      credits: 0n,
    };
  } catch (error) {
    await recordFailure(crediting.pool, deposit.id, error);
    const { lastError } = await readDeposit(crediting.pool, deposit.id);
    return {
      outcome: "waiting",
      explanation: `Crediting failed again and will be tried again: ${lastError}`,
      credits: 0n,
    };
  }
}

/**
 * An operator's way out for a stuck deposit: reads the chain again, checks contract, recipient, amount, finality and
 * uniqueness, and credits it once. With `dryRun` nothing changes and the answer says what would be done.
 * @throws CofferError `not_found`, `deposit_not_retryable` (credited, rejected, or waiting for something else),
 * `network_disabled`; ProviderError when no node answers.
 */
export async function retryDeposit(
  crediting: Crediting,
  depositId: string,
  request: { clientId: string; note: string; dryRun: boolean },
): Promise<RetryResult> {
  const { dryRun, clientId, note } = request;
  const deposit = await readDeposit(crediting.pool, depositId);
  requireRetryable(deposit);
  const checks = await runChecks(crediting, deposit);
  const failed = checks.find((check) => !check.ok);
  if (failed !== undefined) {
    return { dryRun, outcome: "refused", explanation: `Not credited: ${failed.detail}`, checks, credits: 0n, deposit };
  }
  if (dryRun) {
    const plan = await planFor(crediting, deposit);
    if (plan.kind === "wait") {
      const explanation = `It would wait: ${formatAmount(plan.total)} USDT is below the minimum of ${formatAmount(plan.minimum)}.`;
      return { dryRun, outcome: "waiting", explanation, checks, credits: 0n, deposit };
    }
    const explanation = `Would grant ${formatAmount(plan.credits)} credits to wallet ${deposit.walletId}.`;
    return { dryRun, outcome: "would_credit", explanation, checks, credits: plan.credits, deposit };
  }
  if (!(await release(crediting, deposit, clientId, note)))
    requireRetryable(await readDeposit(crediting.pool, depositId));
  const done = await carryOut(crediting, deposit);
  return { dryRun, checks, ...done, deposit: await readDeposit(crediting.pool, depositId) };
}
