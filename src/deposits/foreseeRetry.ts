import { readCheckout } from "../checkout/checkout.js";
import { messageToKeep, StoppedError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import type { Crediting } from "./crediting.js";
import type { Deposit } from "./deposit.js";
import { explain } from "./explain.js";
import { explainShortfall } from "./minimum.js";
import { readNetwork } from "./network.js";
import { planAssigned } from "./planAssigned.js";
import { planCredit } from "./planCredit.js";
import { decideAfterFailure } from "./recordFailure.js";
import { requireAgreement } from "./requireAgreement.js";
import { screenDeposit } from "./screenDeposit.js";

/** What a retry would lead to; credits are those it would grant, base units. */
type Foreseen = { outcome: "would_credit" | "waiting"; explanation: string; credits: bigint };

function waiting(explanation: string): Foreseen {
  return { outcome: "waiting", explanation, credits: 0n };
}

function waitingForOperator(deposit: Deposit): Foreseen {
  return waiting(`It would wait for an operator again. ${explain({ ...deposit, status: "stuck" })}`);
}

/** What asking a second provider would lead to, where that is not crediting. */
async function foreseeDisagreement(crediting: Crediting, deposit: Deposit): Promise<Foreseen | null> {
  const chain = crediting.chains.get(deposit.network);
  if (chain === undefined) return null;
  try {
    await requireAgreement(chain, deposit, crediting.crossCheckAbove);
    return null;
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    const decision = decideAfterFailure(error, 1);
    const lastError = messageToKeep(error);
    if (decision.kind === "again") return waiting(`Crediting would fail now and be tried again: ${lastError}`);
    return waitingForOperator({ ...deposit, stuckReason: decision.reason, lastError });
  }
}

async function planFor({ pool, catalogs, minimum }: Crediting, deposit: Deposit) {
  if (deposit.checkoutId === null) return planAssigned(pool, catalogs, deposit);
  return planCredit(pool, catalogs, await readCheckout(pool, deposit.checkoutId), deposit, minimum);
}

/**
 * What a retry would do once the chain was found to hold the deposit, for a dry run: what keeps `creditDeposit` from
 * crediting is asked here in the same order.
 * @param isAnswered whether the retry itself is the yes that the deposit waits for.
 */
export async function foreseeRetry(crediting: Crediting, deposit: Deposit, isAnswered: boolean): Promise<Foreseen> {
  const disagreement = await foreseeDisagreement(crediting, deposit);
  if (disagreement !== null) return disagreement;
  const { pausedAt, pauseReason } = await readNetwork(crediting.pool, deposit.network);
  if (pausedAt !== null) return waiting(`It would wait until ${deposit.network} is resumed: ${pauseReason}`);
  const stuckReason = isAnswered ? null : await screenDeposit(crediting.pool, deposit, crediting.reviewAbove);
  if (stuckReason !== null) return waitingForOperator({ ...deposit, stuckReason });
  const plan = await planFor(crediting, deposit);
  if (plan.kind === "wait") return waiting(`It would wait: ${explainShortfall(plan.shortfall)}.`);
  return {
    outcome: "would_credit",
    explanation: `Would grant ${formatAmount(plan.credits)} credits to wallet ${deposit.walletId}.`,
    credits: plan.credits,
  };
}
