import { formatUnits } from "viem/utils";
import type { Network } from "../chains/chain.js";
import type { NetworkDefinition } from "../chains/definitions/definition.js";
import { ethereumDefinition } from "../chains/definitions/ethereum.js";
import { tronDefinition } from "../chains/definitions/tron.js";

/** What a buyer is told before choosing a network. `typicalSeconds` from the payment to its credits; the fee is the sender's. */
export type NetworkFacts = { name: string; typicalSeconds: number; typicalFeeUsd: string };

/** An amount of a network's own coin, from wei or sun, with the coin's name: `0.5 ETH`. */
export function formatNative(network: Network, amount: bigint): string {
  const { symbol, decimals } = (network === "tron" ? tronDefinition : ethereumDefinition).nativeCoin;
  return `${formatUnits(amount, decimals)} ${symbol}`;
}

/** Development chains are final within about this time, in seconds, and their coins are free. */
const DEVELOPMENT: Omit<NetworkFacts, "name"> = { typicalSeconds: 10, typicalFeeUsd: "0" };

function definitionOf(network: Network): NetworkDefinition {
  return network === "tron" ? tronDefinition : ethereumDefinition;
}

export function networkFacts(network: Network, developmentChains: boolean): NetworkFacts {
  const definition = definitionOf(network);
  const { displayName: name, typicalSeconds, typicalFeeUsd } = definition;
  return developmentChains ? { name, ...DEVELOPMENT } : { name, typicalSeconds, typicalFeeUsd };
}

/** Where people look up the chain that a network is pinned to; null for a chain that no explorer shows. */
export function explorerOf(network: Network, chainId: string): NetworkDefinition["explorer"] | null {
  const { identity, explorer } = definitionOf(network);
  return identity.chainId === chainId ? explorer : null;
}
