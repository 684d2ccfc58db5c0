import type { console as english } from "../en/console.js";

/** Arabic covers the checkout fully; elsewhere English stands in for what is not here. */
export const console: Partial<Record<keyof typeof english, string>> = {
  "console.title": "لوحة التحكم",
};
