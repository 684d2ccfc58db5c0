import type { RefundablePurchase } from "../ledger/listRefundablePurchases.js";
import { divideFloor } from "../lib/money.js";

/** One payment of a checkout, and what it brought. USDT base units. */
export type PaidPart = Pick<RefundablePurchase, "costUsdt" | "granted" | "remaining" | "bonusUsed"> & {
  paidUsdt: bigint;
};

/** What one payment pays back in USDT base units, and for how many used bonus credits, base units, it thereby pays. */
export type PartRefund = { amountUsdt: bigint; bonusPaid: bigint };

/**
 * What each payment of one checkout pays back, in the order given. All of them bought one thing: the credits that are left are
 * worth their share of what the checkout's credits cost together, however it was paid in parts, less those that pay for bonus
 * credits already used, rounded down. Bonus credits burn before bought ones: what was used of them would be free otherwise. The
 * payments share that in proportion to what is left of each, none beyond what it brought, so that the checkout is given back
 * whole: one that were left out could be given back in full another time.
 * @returns what each pays: all of them something, or none where the money does not go round.
 */
export function spreadRefund(parts: readonly PaidPart[]): PartRefund[] {
  const left = parts.reduce((whole, { remaining }) => whole + remaining, 0n);
  const { costUsdt = 0n, granted = 1n, bonusUsed = 0n } = parts[0] ?? {};
  if (bonusUsed >= left) return parts.map(() => ({ amountUsdt: 0n, bonusPaid: 0n }));
  const worth = divideFloor(costUsdt * (left - bonusUsed), granted);
  const amounts = withoutZeros(withinPaid(inProportion(worth, parts, left), parts));
  return inProportion(bonusUsed, parts, left).map((bonusPaid, index) => ({
    amountUsdt: amounts[index] ?? 0n,
    bonusPaid,
  }));
}

/** Shares a sum out by what is left of each part; the shares add up to it. */
function inProportion(sum: bigint, parts: readonly PaidPart[], left: bigint): bigint[] {
  let before = 0n;
  return parts.map(({ remaining }) => {
    const upTo = (credits: bigint) => divideFloor(sum * credits, left);
    const share = upTo(before + remaining) - upTo(before);
    before += remaining;
    return share;
  });
}

/** Lets a payment pay no more than it brought; what that leaves is paid by those that have room for it. */
function withinPaid(shares: readonly bigint[], parts: readonly PaidPart[]): bigint[] {
  const paid = parts.map(({ paidUsdt }) => paidUsdt);
  const amounts = shares.map((share, index) => (share < (paid[index] ?? 0n) ? share : (paid[index] ?? 0n)));
  const sum = (all: readonly bigint[]) => all.reduce((total, each) => total + each, 0n);
  let rest = sum(shares) - sum(amounts);
  return amounts.map((amount, index) => {
    const room = (paid[index] ?? 0n) - amount;
    const more = rest < room ? rest : room;
    rest -= more;
    return amount + more;
  });
}

/** Lets what rounds to nothing have the smallest unit, out of the largest amount. */
function withoutZeros(amounts: readonly bigint[]): bigint[] {
  const largest = amounts.reduce((best, amount, index) => (amount > (amounts[best] ?? 0n) ? index : best), 0);
  const zeros = BigInt(amounts.filter((amount) => amount === 0n).length);
  const rest = (amounts[largest] ?? 0n) - zeros;
  if (rest <= 0n) return amounts.map(() => 0n);
  return amounts.map((amount, index) => (index === largest ? rest : amount === 0n ? 1n : amount));
}
