import type { pricing as english } from "../en/pricing.js";

/** Arabic covers the checkout fully; elsewhere English stands in for what is not here. */
export const pricing: Partial<Record<keyof typeof english, string>> = {
  "pricing.title": "الأسعار",
};
