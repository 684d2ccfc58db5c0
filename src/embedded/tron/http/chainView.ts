import type { Block } from "../chain/blockStore.js";
import type { Chain } from "../chain/chain.js";
import type { PackedTransaction } from "../chain/transactionInfo.js";

/** The chain up to a height: the whole of it, its solid part, or what a node that lags behind would know. */
export type ChainView = {
  chain: Chain;
  height: number;
  block(number: number): Block | undefined;
  blockById(id: string): Block | undefined;
  locate(id: string): { number: number; position: number; packed: PackedTransaction } | undefined;
  packedIn(number: number): readonly PackedTransaction[];
  /** Reads the state as of `height`. */
  read(key: string): string | undefined;
};

export function createChainView(chain: Chain, height: number): ChainView {
  const within = (number: number | undefined): number is number => number !== undefined && number <= height;
  return {
    chain,
    height,
    block: (number) => (within(number) ? chain.blocks.block(number) : undefined),
    blockById(id) {
      const number = chain.blocks.numberOf(id);
      return within(number) ? chain.blocks.block(number) : undefined;
    },
    locate(id) {
      const place = chain.locate(id);
      return place !== undefined && within(place.number) ? place : undefined;
    },
    packedIn: (number) => (within(number) ? chain.blocks.packedIn(number) : []),
    read: chain.stateAt(height),
  };
}
