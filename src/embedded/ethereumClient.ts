import { createTestClient, type Hex, http, publicActions, walletActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";

/** The development chain's own id: id 1 would make its signatures valid on mainnet. */
export const DEVELOPMENT_CHAIN_ID = foundry.id;

/** A client of the Ethereum development chain that reads, signs with `privateKey`, and moves the chain. */
export function createEthereumClient(rpcUrl: string, privateKey: Hex) {
  return createTestClient({
    account: privateKeyToAccount(privateKey),
    chain: foundry,
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
