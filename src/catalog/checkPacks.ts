import { formatAmount } from "../lib/money.js";
import type { Contradiction } from "./contradiction.js";
import { fraction, isMore } from "./fraction.js";
import type { Expiry } from "./offerSchema.js";
import { perCredit, totalCredits } from "./perCredit.js";
import { breakpointFor, expiryOf } from "./rate.js";
import type { Catalog } from "./schema.js";

/** A pack must not give less than what a buyer gets otherwise: by smaller packs, at the base rate, or for any amount. */
export function checkPacks(
  path: string,
  catalog: Catalog,
  { packs, creditUsd }: Pick<Catalog, "packs" | "creditUsd">,
): Contradiction[] {
  const bySize = [...packs].sort((left, right) => Number(totalCredits(left) - totalCredits(right)));
  return bySize.flatMap((pack) => {
    const messages: string[] = [];
    const better = bySize.find(
      (other) =>
        totalCredits(other) <= totalCredits(pack) &&
        isMore(perCredit(pack), perCredit(other)) &&
        lastsAsLong(expiryOf(catalog, other), expiryOf(catalog, pack)),
    );
    if (better !== undefined) {
      const isSmaller = totalCredits(better) < totalCredits(pack);
      messages.push(
        isSmaller
          ? `is dearer per credit than the smaller pack ${better.id}`
          : `is dearer than the pack ${better.id} of the same size`,
      );
    }
    const lasts = lastsAsLong(catalog.expiry, expiryOf(catalog, pack));
    const breakpoint = lasts ? reachedBreakpoint(catalog, creditUsd, pack.priceUsd) : null;
    if (isMore(perCredit(pack), fraction(creditUsd))) {
      messages.push("gives less than the base rate gives for its price");
    } else if (breakpoint !== null && isMore(perCredit(pack), fraction(breakpoint.creditUsd))) {
      messages.push(`is dearer per credit than any amount from ${formatAmount(breakpoint.fromUsd)} dollars`);
    }
    return messages.map((message) => ({ path: `${path}.${pack.id}`, message }));
  });
}

/** Whether credits that expire so live at least as long as others, however they are used. Those that live longer may cost more. */
function lastsAsLong(one: Expiry, other: Expiry): boolean {
  const isAsLong = (days: number | null, others: number | null) => days === null || (others !== null && days >= others);
  return isAsLong(one.afterDays, other.afterDays) && isAsLong(one.afterInactiveDays, other.afterInactiveDays);
}

/** The best breakpoint for a sum that may be bought for no more than a pack's price. */
function reachedBreakpoint(catalog: Catalog, creditUsd: bigint, priceUsd: bigint) {
  const { anyAmount } = catalog;
  if (anyAmount === null || priceUsd < anyAmount.minUsd) return null;
  return breakpointFor(catalog, creditUsd, priceUsd < anyAmount.maxUsd ? priceUsd : anyAmount.maxUsd);
}
