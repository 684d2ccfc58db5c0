import type { wallet as english } from "../en/wallet.js";

/** Arabic covers the checkout fully; elsewhere English stands in for what is not here. */
export const wallet: Partial<Record<keyof typeof english, string>> = {
  "wallet.title": "المحفظة",
};
