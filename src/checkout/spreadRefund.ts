import type { RefundablePurchase } from "../ledger/listRefundablePurchases.js";
import { divideFloor } from "../lib/money.js";

/** One payment of a checkout, and what it brought. USDT base units. */
export type PaidPart = Pick<RefundablePurchase, "costUsdt" | "granted" | "remaining" | "bonusUsed"> & {
  paidUsdt: bigint;
};

/**
 * What each payment of one checkout pays back, in the order given: what its bought credits that are left cost, less those
 * that pay for bonus credits already used, rounded down. Bonus credits burn before bought ones: what was used of them would
 * be free otherwise. All payments pay for them in proportion to what is left of each, so that the checkout is given back
 * whole: one that were left out, because the bonus took all of it, could be given back in full another time.
 * @returns USDT base units: all above 0, or all 0 where the money does not go round.
 */
export function spreadRefund(parts: readonly PaidPart[]): bigint[] {
  const left = parts.reduce((whole, { remaining }) => whole + remaining, 0n);
  const used = parts[0]?.bonusUsed ?? 0n;
  if (used >= left) return parts.map(() => 0n);
  let before = 0n;
  const amounts = parts.map(({ costUsdt, granted, remaining, paidUsdt }) => {
    const upTo = (credits: bigint) => divideFloor(used * credits, left);
    const pays = upTo(before + remaining) - upTo(before);
    before += remaining;
    const worth = divideFloor(costUsdt * (remaining - pays), granted);
    return worth < paidUsdt ? worth : paidUsdt;
  });
  return withoutZeros(amounts);
}

/** Lets what rounds to nothing have the smallest unit, out of the largest amount. */
function withoutZeros(amounts: readonly bigint[]): bigint[] {
  const largest = amounts.reduce((best, amount, index) => (amount > (amounts[best] ?? 0n) ? index : best), 0);
  const zeros = BigInt(amounts.filter((amount) => amount === 0n).length);
  const rest = (amounts[largest] ?? 0n) - zeros;
  if (rest <= 0n) return amounts.map(() => 0n);
  return amounts.map((amount, index) => (index === largest ? rest : amount === 0n ? 1n : amount));
}
