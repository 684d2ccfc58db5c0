import { BANDWIDTH_PRICE, CHAIN_PARAMETERS, ENERGY_PRICE } from "../chain/chainParameters.js";
import { accountHandlers, fullAccountHandlers } from "./accountHandlers.js";
import { blockHandlers } from "./blockHandlers.js";
import { constantHandlers, contractHandlers } from "./contractHandlers.js";
import { poolHandlers, transactionHandlers } from "./transactionHandlers.js";
import type { WalletHandler } from "./walletRequest.js";

const priceHandlers: Readonly<Record<string, WalletHandler>> = {
  getenergyprices: () => ({ prices: `0:${ENERGY_PRICE}` }),
  getbandwidthprices: () => ({ prices: `0:${BANDWIDTH_PRICE}` }),
};

const parameterHandlers: Readonly<Record<string, WalletHandler>> = {
  getchainparameters: () => ({ chainParameter: CHAIN_PARAMETERS.map(([key, value]) => ({ key, value })) }),
};

const shared = { ...blockHandlers, ...transactionHandlers, ...accountHandlers, ...constantHandlers, ...priceHandlers };

/** Every call that the node answers, by its name behind the root. */
export const walletApi: Readonly<Record<"wallet" | "walletsolidity", Readonly<Record<string, WalletHandler>>>> = {
  wallet: { ...shared, ...poolHandlers, ...fullAccountHandlers, ...contractHandlers, ...parameterHandlers },
  walletsolidity: shared,
};
