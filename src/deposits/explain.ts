import { formatAmount } from "../lib/money.js";
import type { Deposit, DepositStatus, StuckReason } from "./deposit.js";

/** What happened, and what retry would do: a sentence or two for an operator. */
const STUCK: Record<StuckReason, (deposit: Deposit) => string> = {
  credit_failed: ({ attempts, lastError }) =>
    `The payment is final, but crediting it failed ${attempts} times (${lastError ?? "no error was kept"}). Retry checks the chain again and credits it once.`,
  provider_disagreement: ({ lastError }) =>
    `The chain, asked again before crediting, did not show the payment as it was recorded (${lastError ?? "no error was kept"}). Retry asks again and credits only if it is there.`,
  below_minimum: ({ amount }) =>
    `${formatAmount(amount)} USDT is below the smallest amount that is credited, and the checkout's time is over. Retry credits it if more has come meanwhile; assign it to a wallet to credit it as it is.`,
  unsupported_token: ({ token }) =>
    `It was paid in another token (${token}), which is not credited. Retry would refuse it.`,
  review_threshold: ({ amount }) =>
    `${formatAmount(amount)} USDT is above the amount that is credited without a person's review. Retry credits it.`,
  sender_blocked: ({ from }) => `The sender ${from} is blocked. Retry credits it all the same.`,
  reorged_after_credit: ({ blockNumber }) =>
    `It was credited, and then a fork replaced block ${blockNumber}. If the transaction returns, the deposit resumes by itself without a second credit.`,
  rpc_exhausted: ({ attempts, lastError }) =>
    `No node could confirm the payment in ${attempts} attempts (${lastError ?? "no error was kept"}). Retry asks the nodes again and credits it once.`,
  no_checkout: ({ to }) => `It arrived at ${to}, an address that no checkout was using. Assign it to a wallet.`,
};

const OTHERS: Record<Exclude<DepositStatus, "stuck">, (deposit: Deposit) => string> = {
  detected: ({ blockNumber }) => `Seen in block ${blockNumber}; waiting for confirmations.`,
  confirming: ({ finalAt, lastError, dueAt }) => {
    if (finalAt === null) return "Waiting until the network can no longer undo it.";
    if (lastError !== null && dueAt !== null)
      return `Final; crediting failed and is tried again by itself (${lastError}).`;
    return dueAt === null
      ? "Final; waits for more money, as the minimum is not reached."
      : "Final; about to be credited.";
  },
  credited: ({ credits }) => `Credited: ${formatAmount(credits)} credits.`,
  reorged: ({ blockNumber }) =>
    `A fork replaced block ${blockNumber}, which held this payment, before it was final. If it comes back in another block it is followed; else it never took place.`,
  rejected: () => "An operator rejected it; nothing was credited.",
  refunded: () => "It was sent back to the buyer.",
};

/** The deposit's state in words. */
export function explain(deposit: Deposit): string {
  if (deposit.status !== "stuck") return OTHERS[deposit.status](deposit);
  return deposit.stuckReason === null ? "Stuck." : STUCK[deposit.stuckReason](deposit);
}
