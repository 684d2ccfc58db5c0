import type { Component } from "../checkout/settle.js";
import { divideFloor } from "../lib/money.js";

/**
 * What each component of a deposit cost, in the order given: all of the payment, over the purchased ones in proportion
 * to their credits, what rounding leaves with the largest. A bonus costs nothing. USDT base units.
 */
export function splitCost(amount: bigint, components: readonly Pick<Component, "kind" | "credits">[]): bigint[] {
  const bought = components.map(({ kind, credits }) => (kind === "purchased" ? credits : 0n));
  const total = sum(bought);
  if (total === 0n) return bought;
  const costs = bought.map((credits) => divideFloor(amount * credits, total));
  const left = amount - sum(costs);
  const largest = bought.reduce((best, credits, index) => (credits > (bought[best] ?? 0n) ? index : best), 0);
  return costs.map((cost, index) => (index === largest ? cost + left : cost));
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((whole, amount) => whole + amount, 0n);
}
