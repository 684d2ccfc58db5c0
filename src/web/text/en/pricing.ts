/** Texts of the pricing page. */
export const pricing = {
  "pricing.title": "Pricing",
} as const;
