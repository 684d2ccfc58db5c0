import { reaches } from "../checkout/settle.js";
import { formatAmount } from "../lib/money.js";

/** What is final on a checkout, USDT base units: all of it, and the part of it that came in time. */
export type FinalTotal = { total: bigint; totalInTime: bigint };

/** What is final on a checkout is less than is credited of it. USDT base units. */
export type Shortfall = { total: bigint; minimum: bigint };

/**
 * Whether a checkout's final money waits for more: it is below the store's minimum, and does not pay what the checkout asks
 * for either. Who paid that in time was promised its credits, however small the store lets purchases be.
 * @returns null where it is enough; else with the least that would be.
 */
export function shortfallOf(
  checkout: { amountDue: bigint; tolerance: bigint },
  { total, totalInTime }: FinalTotal,
  minimum: bigint,
): Shortfall | null {
  if (total >= minimum || reaches(checkout, totalInTime)) return null;
  const asked = checkout.amountDue - checkout.tolerance;
  return { total, minimum: total === totalInTime && asked < minimum ? asked : minimum };
}

/** A shortfall in words, for operators. */
export function explainShortfall({ total, minimum }: Shortfall): string {
  return `${formatAmount(total)} USDT is below the minimum of ${formatAmount(minimum)}`;
}
