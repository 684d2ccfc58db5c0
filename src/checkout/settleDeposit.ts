import { InvariantError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import type { Component, Settlement } from "./settle.js";

/** What was granted to a checkout so far, by component. */
export type Granted = ReadonlyMap<string, bigint>;

/** All of it together. */
export const sumOf = (granted: Granted): bigint => [...granted.values()].reduce((sum, credits) => sum + credits, 0n);

/**
 * The lots that one more deposit adds: together exactly what the checkout is now worth less what it was granted, none
 * negative. When crossing the amount due moves credits between components (base rate to pack), what was granted stays,
 * bonuses take what they gained first, as far as it goes, and purchased takes the remainder.
 * @throws InvariantError when more was granted than the checkout is worth: only a reversal may take credits back.
 */
export function settleDeposit(granted: Granted, after: Settlement): Component[] {
  let remaining = after.total - sumOf(granted);
  if (remaining < 0n) {
    throw new InvariantError(`The checkout was granted ${formatAmount(-remaining)} credits more than it is worth.`);
  }

  // The gains add up to at least the remainder, since components that shrank only lower it: nothing is left over.
  const bonusesFirst = [
    ...after.components.filter(({ kind }) => kind === "bonus"),
    ...after.components.filter(({ kind }) => kind === "purchased"),
  ];
  const deltas: Component[] = [];
  for (const component of bonusesFirst) {
    const gained = component.credits - (granted.get(component.id) ?? 0n);
    const credits = gained < remaining ? gained : remaining;
    if (credits <= 0n) continue;
    deltas.push({ ...component, credits });
    remaining -= credits;
  }
  return deltas;
}

/**
 * {@link settleDeposit} where the money before this deposit was granted just what it is worth. Where it was not (a buyer gave a
 * part back, the wallet's region is another now, a fork has moved a payment past the deadline), the deposit brings what it
 * adds to the worth: what others hold too much is not set against it, and it makes up for nothing that they lack.
 * @param before what the money before it is worth, and `after` what it is worth with it: more money is never worth less.
 */
export function settleNext(granted: Granted, before: Settlement, after: Settlement): Component[] {
  const worth = new Map(before.components.map(({ id, credits }) => [id, credits]));
  return settleDeposit(sumOf(granted) === before.total ? granted : worth, after);
}
