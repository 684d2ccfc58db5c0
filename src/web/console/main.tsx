import { startPage } from "../lib/startPage.js";
import { console } from "../text/en/console.js";
import { ConsolePage } from "./ConsolePage.js";

startPage({
  page: <ConsolePage />,
  texts: {
    en: console,
    zh: async () => (await import("../text/zh/console.js")).console,
    ar: async () => (await import("../text/ar/console.js")).console,
  },
});
