import type { PaidCheckout } from "./readCheckouts.js";

/** Credits of one base unit of USDT outside a purchase: 10 at the base rate of the default catalogue, and 10 % for USDT. */
const CREDITS_PER_USDT = 11n;

/** What transfers of a checkout are worth, in base units of credits, written down anew from the terms of sale. */
export type Worth = {
  credits: bigint;
  /** Added where the wallet had its once-only bonus from this checkout. */
  onceBonus: bigint;
};

export function worthOf(checkout: PaidCheckout, transfers: readonly { amount: bigint; blockAt: Date }[]): Worth {
  let inTime = 0n;
  let late = 0n;
  for (const { amount, blockAt } of transfers) {
    if (blockAt <= checkout.inTimeUntil) inTime += amount;
    else late += amount;
  }
  const atBaseRate = CREDITS_PER_USDT * late;
  if (inTime === 0n || inTime < checkout.due - checkout.tolerance) {
    return { credits: atBaseRate + CREDITS_PER_USDT * inTime, onceBonus: 0n };
  }
  const above = inTime > checkout.due ? inTime - checkout.due : 0n;
  return { credits: atBaseRate + checkout.credits + CREDITS_PER_USDT * above, onceBonus: checkout.onceBonus };
}
