import type { components } from "../../client/schema.js";
import { fromUnits, toUnits } from "../lib/amounts.js";

export type Grant = components["schemas"]["Grant"];

/** A lot as a part of the bar: where it begins and how long it is, of 100. */
export type StackedGrant = { grant: Grant; start: number; length: number };

const HUNDREDTHS = 10_000n;

/** The order in which lots are spent: priority, then what ends soonest, then the oldest. */
export function compareGrants(left: Grant, right: Grant): number {
  if (left.priority !== right.priority) return left.priority - right.priority;
  const [leftEnd, rightEnd] = [left.expiresAt ?? "9999", right.expiresAt ?? "9999"];
  if (leftEnd !== rightEnd) return leftEnd < rightEnd ? -1 : 1;
  return left.effectiveAt < right.effectiveAt ? -1 : 1;
}

/** Lots that still hold something, in the order in which they are spent, as parts of one bar. */
export function stackGrants(grants: readonly Grant[]): { total: string; stack: StackedGrant[] } {
  const live = grants.filter(({ remaining }) => remaining !== "0").sort(compareGrants);
  const total = live.reduce((sum, { remaining }) => sum + toUnits(remaining), 0n);
  let before = 0n;
  const stack = live.map((grant) => {
    const start = Number((before * HUNDREDTHS) / total) / 100;
    before += toUnits(grant.remaining);
    return { grant, start, length: Number((before * HUNDREDTHS) / total) / 100 - start };
  });
  return { total: fromUnits(total), stack };
}
