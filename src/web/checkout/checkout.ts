import type { components } from "../../client/schema.js";
import { toUnits } from "../lib/amounts.js";

type Schemas = components["schemas"];

export type Checkout = Schemas["Checkout"];
export type CheckoutDeposit = Schemas["CheckoutDeposit"];
export type Network = NonNullable<Checkout["network"]>;

/** Money that is seen and not credited yet. */
export function isOnTheWay({ status }: CheckoutDeposit): boolean {
  return status === "detected" || status === "confirming";
}

/** Whether a buyer can still be told to send something: the time is not over, and more is missing than is let pass. */
export function isPayable({ status, address, amountRemaining, tolerance }: Checkout): boolean {
  const isOpen = status === "open" || status === "confirming";
  return isOpen && address !== null && toUnits(amountRemaining) > toUnits(tolerance);
}

/** How many confirmations "final" comes to, about: TRON's 19 of 27 witnesses; two to three epochs of Ethereum. */
const FINAL_AFTER: Record<Network, number> = { tron: 19, ethereum: 80 };

/** Confirmations that a payment waits for; `isEstimate` where the network itself says when it is final. */
export function confirmationsWanted({ confirmationsRequired, network }: Checkout): {
  count: number;
  isEstimate: boolean;
} {
  if (typeof confirmationsRequired === "number") return { count: confirmationsRequired, isEstimate: false };
  return { count: network === null ? 1 : FINAL_AFTER[network], isEstimate: true };
}
