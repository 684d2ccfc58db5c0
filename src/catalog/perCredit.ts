import { BASE_UNITS } from "../lib/money.js";
import { type Fraction, fraction, isMore } from "./fraction.js";
import type { Pack } from "./offerSchema.js";

/** All credits of a pack, without payment bonuses, in base units. */
export function totalCredits(pack: Pack): bigint {
  return pack.credits + pack.bonusCredits;
}

/** USDT base units a credit when the pack is bought at its price, without payment bonuses. */
export function perCredit(pack: Pack): Fraction {
  return fraction(pack.priceUsd * BASE_UNITS, totalCredits(pack));
}

/** The cheapest and the dearest credit among these packs, in USDT base units a credit. */
export function perCreditRange(packs: readonly Pack[], base: bigint): { low: Fraction; high: Fraction } {
  const [first = fraction(base), ...others] = packs.map(perCredit);
  let low = first;
  let high = first;
  for (const each of others) {
    if (isMore(low, each)) low = each;
    if (isMore(each, high)) high = each;
  }
  return { low, high };
}
