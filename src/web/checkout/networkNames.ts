import type { Network } from "./checkout.js";

/** What the networks are called, with the standard that exchanges list them by; the same in every language. */
export const NETWORK_NAMES: Record<Network, string> = { tron: "TRON (TRC20)", ethereum: "Ethereum (ERC20)" };
