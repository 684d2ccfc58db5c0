import type { Checkout } from "./checkout.js";

/** Buttons that play a buyer, on development chains only. */
export function DevelopmentHelps({ checkout: _checkout }: { checkout: Checkout }) {
  return null;
}
