import type { RefundablePurchase } from "../ledger/listRefundablePurchases.js";
import { divideFloor } from "../lib/money.js";

/** One payment of a checkout that may go back, and what it brought. USDT base units. */
export type PaidPart = Pick<
  RefundablePurchase,
  "costUsdt" | "granted" | "remaining" | "bonusKept" | "refundedCredits" | "refundedUsdt" | "refundedPaidUsdt"
> & { paidUsdt: bigint };

/**
 * What each payment of one checkout pays back, in the order given. All of them bought one thing: the credits that go back, now
 * or by earlier requests, are worth their share of what the checkout's credits cost together, however it was paid in parts, less
 * those that pay for the bonus credits that stay with the buyer. Bonus credits burn before bought ones: what was used of them
 * would be free otherwise. What earlier requests pay of that is not paid again, and what they could not is made up for.
 * The payments share the rest in proportion to what is left of each, so that the checkout is given back whole: one that were
 * left out could be given back in full another time. None pays more than it brought, but for what earlier requests left of theirs.
 * @returns what each pays, rounded down: all of them something, or none where the money does not go round.
 */
export function spreadRefund(parts: readonly PaidPart[]): bigint[] {
  const [first] = parts;
  if (first === undefined) return [];
  const { costUsdt, granted, bonusKept, refundedCredits, refundedUsdt, refundedPaidUsdt } = first;
  const left = parts.reduce((whole, { remaining }) => whole + remaining, 0n);
  const worth = divideFloor(costUsdt * (left + refundedCredits - bonusKept), granted) - refundedUsdt;
  if (worth <= 0n) return parts.map(() => 0n);
  const earlierRoom = refundedPaidUsdt > refundedUsdt ? refundedPaidUsdt - refundedUsdt : 0n;
  return withoutZeros(withinPaid(inProportion(worth, parts, left), parts, earlierRoom));
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

/**
 * Lets a payment pay no more than it brought; what that leaves is paid by those that have room for it, and by the last one as
 * far as earlier payments left room, too.
 */
function withinPaid(shares: readonly bigint[], parts: readonly PaidPart[], earlierRoom: bigint): bigint[] {
  const rooms = parts.map(({ paidUsdt }, index) => paidUsdt + (index === parts.length - 1 ? earlierRoom : 0n));
  const amounts = shares.map((share, index) => least(share, parts[index]?.paidUsdt ?? 0n));
  const sum = (all: readonly bigint[]) => all.reduce((total, each) => total + each, 0n);
  let rest = sum(shares) - sum(amounts);
  return amounts.map((amount, index) => {
    const more = least(rest, (rooms[index] ?? 0n) - amount);
    rest -= more;
    return amount + more;
  });
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);

/** Lets what rounds to nothing have the smallest unit, out of the largest amount. */
function withoutZeros(amounts: readonly bigint[]): bigint[] {
  const largest = amounts.reduce((best, amount, index) => (amount > (amounts[best] ?? 0n) ? index : best), 0);
  const zeros = BigInt(amounts.filter((amount) => amount === 0n).length);
  const rest = (amounts[largest] ?? 0n) - zeros;
  if (rest <= 0n) return amounts.map(() => 0n);
  return amounts.map((amount, index) => (index === largest ? rest : amount === 0n ? 1n : amount));
}
