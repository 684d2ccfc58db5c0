import type { console as english } from "../en/console.js";

export const console: Record<keyof typeof english, string> = {
  "console.title": "控制台",
};
