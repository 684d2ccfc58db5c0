import { lockCheckout } from "../checkout/checkout.js";
import { updateStatus } from "../checkout/updateStatus.js";
import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import { recordAudit } from "./audit.js";
import { type Deposit, lockDeposit, readDeposit } from "./deposit.js";

/** Who decides, and why. */
export type Decider = { clientId: string; note: string };

type Decision = Decider & {
  /** As the audit names it, such as `deposit.reject`. */
  action: string;
  /** Whether the deposit, locked now, may be decided on; `done` when this very decision was made before. */
  judge(deposit: Deposit): "may" | "done" | "refused";
  carryOut(sql: Sql, deposit: Deposit): Promise<void>;
};

function stateOf({ status, stuckReason, walletId, credits, refundTxHash }: Deposit) {
  return { status, stuckReason, walletId, credits: formatAmount(credits), refundTxHash };
}

/** Keeps that somebody asked for what was refused: the button was pressed, and nothing changed. */
export async function recordRefusal(
  sql: Sql,
  deposit: Deposit,
  { clientId, note, action }: Decider & { action: string },
): Promise<void> {
  const state = stateOf(deposit);
  await recordAudit(sql, { clientId, action, objectId: deposit.id, before: state, after: state, note });
}

/**
 * Carries out an operator's decision on one deposit, under its lock, so that of several at once only the first counts;
 * each leaves an audit record with what was before and after, those that came too late as well.
 * @returns the deposit as it is then.
 * @throws CofferError `not_found`; `deposit_not_retryable` with `state` when it may not be decided so; whatever
 * `carryOut` throws, and then nothing happened.
 */
export async function decideDeposit(pool: Pool, depositId: string, decision: Decision): Promise<Deposit> {
  const { action, clientId, note } = decision;
  const seen = await readDeposit(pool, depositId);
  const { verdict, deposit } = await transaction(pool, async (sql) => {
    const checkout = seen.checkoutId === null ? null : await lockCheckout(sql, seen.checkoutId);
    const before = await lockDeposit(sql, depositId);
    const judged = before.checkoutId === seen.checkoutId ? decision.judge(before) : "refused";
    if (judged === "may") await decision.carryOut(sql, before);
    const after = judged === "may" ? await readDeposit(sql, depositId) : before;
    const states = { before: stateOf(before), after: stateOf(after) };
    await recordAudit(sql, { clientId, action, objectId: depositId, ...states, note });
    if (judged === "may" && checkout !== null) await updateStatus(sql, checkout);
    return { verdict: judged, deposit: after };
  });
  if (verdict !== "refused") return deposit;
  const state = deposit.stuckReason === null ? deposit.status : `${deposit.status} (${deposit.stuckReason})`;
  throw new CofferError("deposit_not_retryable", `Deposit ${depositId} is ${state}; this can't be done with it.`, {
    fields: { state: deposit.status, stuckReason: deposit.stuckReason },
  });
}
