import { add, type Fraction, floor, fraction, isMore, multiply, ZERO } from "../catalog/fraction.js";
import type { Expiry } from "../catalog/offerSchema.js";
import type { Rate } from "../catalog/rate.js";
import type { Terms } from "../catalog/termsSchema.js";
import { BASE_UNITS } from "../lib/money.js";

/** One lot of what a checkout is worth, in base units of credits. `onceOnly` ones a wallet may have once (by id). */
export type Component = {
  id: string;
  kind: "purchased" | "bonus";
  label: string;
  credits: bigint;
  expiry: Expiry;
  onceOnly: boolean;
};

/** What a checkout has received, in base units of USDT. */
export type Received = {
  inTime: bigint;
  /** Each with the rate of the catalogue in force at its block time (see rateFor). */
  late: readonly { amount: bigint; rate: Rate }[];
  /** Ids of the conditional bonuses that this wallet may have. One already granted to this checkout stays in the set. */
  conditionsMet: ReadonlySet<string>;
};

export type Settlement = {
  total: bigint;
  components: Component[];
  /** Whether the in-time money earned the terms of the purchase, or the base rate. */
  settledAs: "purchase" | "base_rate";
};

type Share = Omit<Component, "credits"> & { exact: Fraction };

/**
 * What the money received on a checkout is worth: a pure function of its totals, so that it is the same however a
 * payment is split and in whatever order its parts are credited, and never less for more money. In-time money below the
 * amount due (less the tolerance) earns the base rate and the payment bonus; from there on the purchase with all its
 * bonuses, and the base rate for what is above the amount due; late money its own base rate and payment bonus.
 * Shares are summed exactly and rounded down once, so the whole loses less than one base unit.
 */
export function creditsFor(terms: Terms, received: Received): Settlement {
  const atBaseRate = atRate("", terms.rate, received.inTime);
  const asPurchase = reaches(terms, received.inTime) ? purchase(terms, received) : [];
  // A checked catalogue never sells a pack for less than the base rate gives, but paying the last cent must not cost a
  // buyer credits under an unchecked one either: the better of the two is taken.
  const isPurchase = asPurchase.length > 0 && !isMore(sum(atBaseRate), sum(asPurchase));

  const late = new Map<string, Share>();
  for (const { amount, rate } of received.late) {
    const prefix = `late:${rate.catalogVersion}${rate.region === null ? "" : `:${rate.region}`}:`;
    for (const share of atRate(prefix, rate, amount)) {
      late.set(share.id, { ...share, exact: add(late.get(share.id)?.exact ?? ZERO, share.exact) });
    }
  }
  const shares = [...(isPurchase ? asPurchase : atBaseRate), ...late.values()];
  return { ...roundOnce(shares), settledAs: isPurchase ? "purchase" : "base_rate" };
}

/** Whether an in-time total pays the amount due, within the tolerance. */
export function reaches(terms: { amountDue: bigint; tolerance: bigint }, inTime: bigint): boolean {
  return inTime > 0n && inTime >= terms.amountDue - terms.tolerance;
}

/** The purchase with its bonuses, and the base rate for what is above the amount due. */
function purchase(terms: Terms, received: Received): Share[] {
  const above = received.inTime > terms.amountDue ? received.inTime - terms.amountDue : 0n;
  const rest = atRate("", terms.rate, above);
  const restOf = (id: string) => rest.find((share) => share.id === id)?.exact ?? ZERO;
  const bonuses = terms.bonuses
    .filter(({ id, condition }) => condition === null || received.conditionsMet.has(id))
    .map(({ id, label, credits, condition, expiry }): Share => {
      const exact = add(fraction(credits), restOf(id));
      return { id, kind: "bonus", label, exact, expiry, onceOnly: condition !== null };
    });
  const bought = add(fraction(terms.credits), restOf("purchased"));
  const listed = new Set(["purchased", ...bonuses.map(({ id }) => id)]);
  return [
    { id: "purchased", kind: "purchased", label: "Purchased", exact: bought, expiry: terms.expiry, onceOnly: false },
    ...bonuses,
    ...rest.filter(({ id }) => !listed.has(id)),
  ];
}

/** An amount of USDT at a base rate, with the bonuses for paying in USDT. */
function atRate(prefix: string, rate: Rate, amount: bigint): Share[] {
  if (amount === 0n) return [];
  const bought = fraction(amount * BASE_UNITS, rate.usdPerCredit);
  const label = prefix === "" ? "Purchased" : "Purchased, paid late";
  return [
    { id: `${prefix}purchased`, kind: "purchased", label, exact: bought, expiry: rate.expiry, onceOnly: false },
    ...rate.paymentBonuses.map(({ id, label, percent, expiry }): Share => {
      const exact = multiply(bought, fraction(percent, 100n * BASE_UNITS));
      return { id: `${prefix}${id}`, kind: "bonus", label, exact, expiry, onceOnly: false };
    }),
  ];
}

/** Whole base units: the total rounded down once, what rounding leaves over with the first purchased share. */
function roundOnce(shares: Share[]): Pick<Settlement, "total" | "components"> {
  const total = floor(sum(shares));
  let left = total - shares.reduce((whole, { exact }) => whole + floor(exact), 0n);
  const components = shares.map(({ exact, ...share }): Component => {
    const extra = share.kind === "purchased" ? left : 0n;
    left -= extra;
    return { ...share, credits: floor(exact) + extra };
  });
  return { total, components: components.filter(({ credits }) => credits > 0n) };
}

function sum(shares: Share[]): Fraction {
  return shares.reduce((whole, { exact }) => add(whole, exact), ZERO);
}
