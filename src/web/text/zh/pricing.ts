import type { pricing as english } from "../en/pricing.js";

export const pricing: Record<keyof typeof english, string> = {
  "pricing.title": "价格",
};
