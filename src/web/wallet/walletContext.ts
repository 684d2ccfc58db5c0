import { createContext, useContext } from "react";
import type { Api } from "../../client/api.js";

export type WalletContext = { walletId: string; token: string; api: Api };

/** The wallet that the page is about, and the API as its session may call it. */
export const WalletSessionContext = createContext<WalletContext | null>(null);

/** @throws Error outside the wallet's page. */
export function useWalletContext(): WalletContext {
  const context = useContext(WalletSessionContext);
  if (context === null) throw new Error("This belongs on a wallet's page.");
  return context;
}
