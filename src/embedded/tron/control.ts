import type { ForkRequest } from "./chain/chain.js";
import type { Faults } from "./http/faults.js";

/** What a test or the demo may do to the chain and the node, beside asking it. */
export type TronControl = {
  /** Adds blocks (1 by default) at once; the first takes all that the pool holds. */
  mine(count?: number): Promise<void>;
  /** How many blocks the solid height trails the head. The solid height never moves back. */
  setSolidLag(blocks: number): Promise<void>;
  pauseMining(): Promise<void>;
  resumeMining(): Promise<void>;
  /** Replaces the newest `depth` blocks by one more than that; their transactions return to the pool. */
  fork(request: ForkRequest): Promise<void>;
  /** Replaces all faults set before; `{}` mends everything. */
  setFaults(faults: Faults): Promise<void>;
  /** Moves the time of the blocks to come. */
  advanceClock(seconds: number): Promise<void>;
  /** The token's fee on transfer: below 20 hundredths of a percent, at most `maximum` (below 50) whole tokens. */
  setTokenFee(basisPoints: number, maximum: number): Promise<void>;
};

/** What `GET /dev/state` answers. Heights in blocks, times in ms. */
export type TronState = {
  head: number;
  headId: string;
  solid: number;
  clock: number;
  pool: string[];
  mining: boolean;
  usdt: string;
  faucet: string;
  faucetPrivateKey: string;
  faults: Faults;
};
