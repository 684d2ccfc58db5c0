/** Texts of the checkout page. */
export const checkout = {
  "checkout.title": "Checkout",
} as const;
