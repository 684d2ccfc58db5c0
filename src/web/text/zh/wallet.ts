import type { wallet as english } from "../en/wallet.js";

export const wallet: Record<keyof typeof english, string> = {
  "wallet.title": "钱包",
};
