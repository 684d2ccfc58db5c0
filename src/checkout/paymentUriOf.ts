import { paymentUri } from "../chains/paymentUri.js";
import type { Checkout } from "./checkout.js";

/**
 * What a "pay with wallet" button opens to pay the rest of a checkout, or null when it has no address yet or nothing is
 * left to pay.
 * @param remaining USDT base units.
 * @param pinned the chain and token that the store is tied to on the checkout's network.
 */
export function paymentUriOf(
  checkout: Pick<Checkout, "network" | "address">,
  remaining: bigint,
  pinned: { chainId: string; token: string },
): string | null {
  const { network, address } = checkout;
  if (network === null || address === null || remaining === 0n) return null;
  return paymentUri({ network, address, amount: remaining, ...pinned });
}
