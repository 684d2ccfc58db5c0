import { InvariantError } from "../../../lib/errors.js";
import { decodeTransaction, readContent, type SignedTransaction } from "../protobuf/transaction.js";
import { createOverlay } from "../state/overlay.js";
import { createWorldState, type WorldState } from "../state/worldState.js";
import { checkExpiration, checkReferenceBlock } from "./admission.js";
import { type BlockStore, createBlockStore } from "./blockStore.js";
import type { BlockRecord, ForkRecord, LogRecord } from "./chainLog.js";
import { writeGenesisState } from "./genesis.js";
import { Refusal } from "./refusal.js";
import type { PackedTransaction } from "./transactionInfo.js";

export type TransactionPlace = { number: number; position: number; packed: PackedTransaction };

/**
 * All that the chain's log says: blocks, the state after them, the pool. It changes by records only, so that what a
 * process did and what the next one reads back cannot differ.
 */
export type ChainState = {
  blocks: BlockStore;
  world: WorldState;
  pool: ReadonlyMap<string, SignedTransaction>;
  /** The newest block that no fork takes back. */
  solidHeight(): number;
  solidLag(): number;
  /** How many forks there were. */
  branch(): number;
  /** The clock's lead over the machine's, in ms. */
  clockLead(): number;
  locate(id: string): TransactionPlace | undefined;
  /** Whether a pooled transaction may still go into the next block. */
  isStillValid(transaction: SignedTransaction): boolean;
  apply(record: LogRecord): void;
};

export function createChainState(initialSolidLag: number): ChainState {
  const blocks = createBlockStore();
  const world = createWorldState();
  const pool = new Map<string, SignedTransaction>();
  const places = new Map<string, { number: number; position: number }>();
  let lag = initialSolidLag;
  let solid = 0;
  let branch = 0;
  let clockLead = 0;

  const genesis = createOverlay(() => undefined);
  writeGenesisState(genesis);
  world.apply(0, genesis.writes());

  function isStillValid(transaction: SignedTransaction): boolean {
    const content = readContent(transaction.raw);
    try {
      checkReferenceBlock(content, blocks);
      checkExpiration(content, blocks.timestampOf(blocks.height()));
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  /** Solidity only moves forward, whatever the lag is set to. */
  function advanceSolid(): void {
    solid = Math.max(solid, blocks.height() - lag);
  }

  function applyBlock({ t: timestamp, b = 0, x = [], w = {}, d = [] }: BlockRecord): void {
    branch = b;
    const packed = x.map(([hex, result, info]) => {
      return { transaction: decodeTransaction(Buffer.from(hex, "hex")), result, info };
    });
    blocks.append({ timestamp, branch, packed });
    const number = blocks.height();
    world.apply(number, new Map(Object.entries(w).map(([key, value]) => [key, value ?? undefined])));
    packed.forEach(({ transaction }, position) => {
      places.set(transaction.id, { number, position });
      pool.delete(transaction.id);
    });
    for (const id of d) pool.delete(id);
    advanceSolid();
  }

  function applyFork({ height, branch: next, times, drop }: ForkRecord): void {
    if (height < solid)
      throw new InvariantError("a fork may not take back a solid block", { fields: { height, solid } });
    const returned: SignedTransaction[] = [];
    for (let number = height + 1; number <= blocks.height(); number += 1) {
      for (const { transaction } of blocks.packedIn(number)) {
        returned.push(transaction);
        places.delete(transaction.id);
      }
    }
    blocks.truncate(height);
    world.rollBackTo(height);
    for (const t of times) applyBlock({ t, b: next });
    const waiting = [...returned, ...pool.values()];
    pool.clear();
    for (const transaction of waiting) {
      if (!drop.includes(transaction.id) && isStillValid(transaction)) pool.set(transaction.id, transaction);
    }
  }

  return {
    blocks,
    world,
    pool,
    solidHeight: () => solid,
    solidLag: () => lag,
    branch: () => branch,
    clockLead: () => clockLead,
    locate(id) {
      const place = places.get(id);
      const packed = place === undefined ? undefined : blocks.packedIn(place.number)[place.position];
      return place === undefined || packed === undefined ? undefined : { ...place, packed };
    },
    isStillValid,
    apply(record) {
      if ("t" in record) applyBlock(record);
      else if ("fork" in record) applyFork(record.fork);
      else if ("clock" in record) clockLead = record.clock;
      else if ("p" in record) {
        const transaction = decodeTransaction(Buffer.from(record.p, "hex"));
        pool.set(transaction.id, transaction);
      } else {
        lag = record.solidLag;
        advanceSolid();
      }
    },
  };
}
