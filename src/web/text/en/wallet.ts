/** Texts of the wallet page. */
export const wallet = {
  "wallet.title": "Wallet",
} as const;
