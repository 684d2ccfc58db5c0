import { startPage } from "../lib/startPage.js";
import { wallet } from "../text/en/wallet.js";
import { WalletPage } from "./WalletPage.js";

startPage({
  page: <WalletPage />,
  texts: {
    en: wallet,
    zh: async () => (await import("../text/zh/wallet.js")).wallet,
    ar: async () => (await import("../text/ar/wallet.js")).wallet,
  },
});
