import type { checkout as english } from "../en/checkout.js";

export const checkout: Record<keyof typeof english, string> = {
  "checkout.title": "付款",
};
