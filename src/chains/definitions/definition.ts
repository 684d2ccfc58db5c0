import type { Network } from "../chain.js";

/** What is known of a network before any node is asked: plain data. */
export type NetworkDefinition = {
  network: Network;
  /** What buyers see, with the name that exchanges use for the withdrawal network. */
  displayName: string;
  /** The real USDT contract, display form. */
  usdt: string;
  /** Tokens of 6 decimals, display form, that buyers send instead: shown to operators, never credited. */
  otherTokens: readonly string[];
  /** The real chain, as {@link import("../chain.js").Chain.readIdentity} gives it. */
  identity: { chainId: string; genesisHash: string };
  /** Where people look the real chain up: each ends where the hash, address or height goes. */
  explorer: { transaction: string; address: string; block: string };
  blockMilliseconds: number;
  /** From a buyer's payment to its credits with the default confirmations, in seconds. */
  typicalSeconds: number;
  /** What a USDT transfer costs its sender, in US dollars, decimal. */
  typicalFeeUsd: string;
  /** Blocks on top of the deposit's own, itself included, or "final". */
  defaultConfirmations: number | "final";
  /** A block with this many on top of it is final, as a rule: the time to ask whether it is. */
  finalDepth: number;
  /** No block can be final with fewer on top of it, whatever a provider says. */
  finalDepthLeast: number;
  /** The network's own coin, which fees are paid in. */
  nativeCoin: { symbol: string; decimals: number };
  /** How often the final height is asked for at most where calls are counted, in the long run. */
  finalHeightEveryMs: number;
  /** Calls a day that a provider allows a free key, as the pool shows and keeps them. */
  callsPerDay: number;
  /** For one call to a provider, its whole answer included. */
  callTimeoutMs: number;
  /** The most blocks that one range of final blocks is read in. */
  finalRangeBlocks: number;
};
