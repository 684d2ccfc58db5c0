import { ProviderError } from "../chains/providerError.js";
import { lockCheckout } from "../checkout/checkout.js";
import { updateStatus } from "../checkout/updateStatus.js";
import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { messageToKeep, UnavailableError } from "../lib/errors.js";
import { ChainDisagreesError } from "./checkOnChain.js";
import { isDue, lockDeposit, readDeposit, recordHistory, type StuckReason } from "./deposit.js";

/** A crediting that fails for a reason of our own is tried this often before an operator is asked. */
const ATTEMPTS_MAX = 5;
/** Nodes come back by themselves, so they get longer: with the pauses below about two hours. */
const PROVIDER_ATTEMPTS_MAX = 30;
const PAUSE_FIRST_MS = 500;
const PAUSE_MAX_MS = 300_000;

export type FailureDecision = { kind: "again"; pauseMs: number } | { kind: "stuck"; reason: StuckReason };

/** What a failed attempt, the `attempt`-th in a row from 1, leads to. */
export function decideAfterFailure(error: unknown, attempt: number): FailureDecision {
  if (error instanceof ChainDisagreesError) return { kind: "stuck", reason: "provider_disagreement" };
  const outside = error instanceof ProviderError || error instanceof UnavailableError;
  if (attempt >= (outside ? PROVIDER_ATTEMPTS_MAX : ATTEMPTS_MAX)) {
    return { kind: "stuck", reason: outside ? "rpc_exhausted" : "credit_failed" };
  }
  return { kind: "again", pauseMs: Math.min(PAUSE_FIRST_MS * 2 ** (attempt - 1), PAUSE_MAX_MS) };
}

/**
 * Keeps a failed crediting with its deposit: due again later, or stuck with the reason once trying has not helped.
 * @returns null when the deposit is not due any more, and nothing was kept.
 */
export async function recordFailure(pool: Pool, depositId: string, error: unknown): Promise<FailureDecision | null> {
  const { checkoutId } = await readDeposit(pool, depositId);
  return transaction(pool, async (sql) => {
    const checkout = checkoutId === null ? null : await lockCheckout(sql, checkoutId);
    const deposit = await lockDeposit(sql, depositId);
    // An operator who gave it to a wallet meanwhile had it tried anew.
    if (deposit.checkoutId !== checkoutId) return null;
    // Of several that tried it at once the first one's failure counts, and sets the pause for all.
    if (!(await isDue(sql, depositId))) return null;
    const attempts = deposit.attempts + 1;
    const decision = decideAfterFailure(error, attempts);
    const lastError = messageToKeep(error);
    if (decision.kind === "again") {
      await sql.query(
        `UPDATE deposits SET attempts = $2, last_error = $3, due_at = now() + make_interval(secs => $4) WHERE id = $1`,
        [depositId, attempts, lastError, decision.pauseMs / 1000],
      );
      return decision;
    }
    await sql.query(
      `UPDATE deposits SET status = 'stuck', stuck_reason = $4, attempts = $2, last_error = $3, due_at = NULL WHERE id = $1`,
      [depositId, attempts, lastError, decision.reason],
    );
    const detail = `Crediting failed ${attempts} times; the last time: ${lastError}`;
    await recordHistory(sql, { depositId, status: "stuck", detail });
    if (checkout !== null) await updateStatus(sql, checkout);
    return decision;
  });
}
