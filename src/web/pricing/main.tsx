import { startPage } from "../lib/startPage.js";
import { pricing } from "../text/en/pricing.js";
import { PricingPage } from "./PricingPage.js";

startPage({
  page: <PricingPage />,
  texts: {
    en: pricing,
    zh: async () => (await import("../text/zh/pricing.js")).pricing,
    ar: async () => (await import("../text/ar/pricing.js")).pricing,
  },
});
