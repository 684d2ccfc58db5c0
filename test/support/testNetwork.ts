import type { Chain } from "../../src/chains/chain.js";

/** One development chain as a test drives it: nothing happens on it unless asked. Amounts are USDT base units. */
export type TestNetwork = {
  chain: Chain;
  /** The node itself, past every proxy. */
  nodeUrl: string;
  /** Pays from the faucet and packs the payment into a block; returns the transaction's hash. */
  pay(to: string, amount: bigint): Promise<string>;
  /** Pays several in one transaction. */
  payMany(payments: { to: string; amount: bigint }[]): Promise<string>;
  /** Moves nothing from an account that never allowed it, as address poisoners do; returns the transaction's hash. */
  pullNothing(from: string, to: string): Promise<string>;
  /** The token keeps so many basis points of each transfer, 19 at most. */
  setFee(basisPoints: number): Promise<void>;
  /** Sends the network's own coin, in wei or sun. */
  payNative(to: string, amount: bigint): Promise<void>;
  /** Adds empty blocks. */
  mine(blocks: number): Promise<void>;
  /** Blocks after which what was paid is final. */
  finalAfter: number;
  /**
   * Replaces the newest `depth` blocks by others. Transactions in them come back in a block of the new branch where
   * `keep` is set, else never.
   */
  fork(depth: number, keep: boolean): Promise<void>;
  /** Moves the clock of the chain's next blocks on. */
  advance(seconds: number): Promise<void>;
  close(): Promise<void>;
};
