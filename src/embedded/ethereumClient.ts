import { createTestClient, defineChain, type Hex, http, publicActions, walletActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** The development chain's own id, anvil's default: id 1 would make its signatures valid on mainnet. */
export const DEVELOPMENT_CHAIN_ID = 31_337;

/** Defined here because `viem/chains` is several hundred files, half a second of every start. */
const developmentChain = defineChain({
  id: DEVELOPMENT_CHAIN_ID,
  name: "Coffer's development chain",
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [] } },
});

/** A client of the Ethereum development chain that reads, signs with `privateKey`, and moves the chain. */
export function createEthereumClient(rpcUrl: string, privateKey: Hex) {
  return createTestClient({
    account: privateKeyToAccount(privateKey),
    chain: developmentChain,
    mode: "anvil",
    // A node of our own on this machine: what it refuses it refuses again.
    transport: http(rpcUrl, { retryCount: 0, timeout: 10_000 }),
    pollingInterval: 50,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions);
}

export type EthereumClient = ReturnType<typeof createEthereumClient>;
