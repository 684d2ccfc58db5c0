import { startPage } from "../lib/startPage.js";
import { checkout } from "../text/en/checkout.js";
import { CheckoutPage } from "./CheckoutPage.js";

startPage({
  page: <CheckoutPage />,
  texts: {
    en: checkout,
    zh: async () => (await import("../text/zh/checkout.js")).checkout,
    ar: async () => (await import("../text/ar/checkout.js")).checkout,
  },
});
