import { CofferError } from "../../../lib/errors.js";
import { encodeTransaction, readContent, type SignedTransaction } from "../protobuf/transaction.js";
import { checkContract, checkExpiration, checkReferenceBlock, checkSignature } from "./admission.js";
import type { BlockStore } from "./blockStore.js";
import { buildBlock } from "./buildBlock.js";
import type { ChainLog, LogRecord } from "./chainLog.js";
import { createChainState, type TransactionPlace } from "./chainState.js";
import { createPendingState } from "./pendingState.js";
import { Refusal } from "./refusal.js";

export type ForkRequest = {
  /** How many of the newest blocks give way. */
  depth: number;
  /** Transactions of theirs, or of the pool, that never come back. */
  dropTxIds?: string[];
};

export type Chain = {
  blocks: BlockStore;
  /** The newest block that no fork takes back. */
  solidHeight(): number;
  /** The chain's clock, in ms. */
  now(): number;
  /** Reads the state as it was after block `number`. */
  stateAt(number: number): (key: string) => string | undefined;
  /** Where a transaction is packed. */
  locate(id: string): TransactionPlace | undefined;
  pooled(id: string): SignedTransaction | undefined;
  poolIds(): string[];
  /** @throws Refusal when the transaction may not enter the pool */
  broadcast(transaction: SignedTransaction): Promise<void>;
  /** Adds blocks, the first of them with all that the pool holds. */
  mine(count: number): Promise<void>;
  /**
   * Replaces the newest `depth` blocks by one more than that, all empty, with other ids. Their transactions return to
   * the pool, except those to drop and those whose reference block is gone.
   * @throws CofferError when the blocks are solid
   */
  fork(request: ForkRequest): Promise<void>;
  advanceClock(seconds: number): Promise<void>;
  setSolidLag(blocks: number): Promise<void>;
  close(): Promise<void>;
};

export type ChainOptions = { log: ChainLog; solidLag: number; blockMs: number };

/** Runs one task at a time, in the order asked. */
function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  };
}

/** The chain itself: every change goes through one queue, into the log, and only then into the state that is shown. */
export function createChain({ log, solidLag, blockMs }: ChainOptions): Chain {
  const state = createChainState(solidLag);
  const { blocks, world, pool } = state;
  let isNew = true;
  for (const record of log.takeRecords()) {
    state.apply(record);
    isNew = false;
  }
  const pending = createPendingState(state);
  pending.rebuild();
  const enqueue = createQueue();

  function commit(record: LogRecord, durable: boolean): void {
    log.append(record, durable);
    state.apply(record);
  }

  // The solid lag that this process was asked for holds from here on; the log knows which one held before.
  if (isNew || state.solidLag() !== solidLag) commit({ solidLag }, true);

  const now = () => Date.now() + state.clockLead();

  function nextTimestamp(): number {
    const time = blockMs > 0 ? Math.floor(now() / blockMs) * blockMs : now();
    return Math.max(blocks.timestampOf(blocks.height()) + 1, time);
  }

  async function produceBlock(): Promise<void> {
    const record = await buildBlock(state, nextTimestamp());
    commit(record, record.x !== undefined);
    pending.rebuild();
  }

  function admit(transaction: SignedTransaction): void {
    const content = readContent(transaction.raw);
    checkContract(content);
    if (pool.has(transaction.id) || state.locate(transaction.id) !== undefined) {
      throw new Refusal("DUP_TRANSACTION_ERROR", "Dup transaction.");
    }
    checkSignature(transaction);
    checkExpiration(content, blocks.timestampOf(blocks.height()));
    checkReferenceBlock(content, blocks);
    pending.admit(transaction);
    commit({ p: Buffer.from(encodeTransaction(transaction)).toString("hex") }, true);
  }

  function replaceNewest({ depth, dropTxIds = [] }: ForkRequest): void {
    const height = blocks.height() - depth;
    const deepest = blocks.height() - state.solidHeight();
    if (!Number.isInteger(depth) || depth < 1 || depth > deepest) {
      throw new CofferError("invalid_request", `depth must be from 1 to ${deepest}: what is older is solid`);
    }
    const times = Array.from({ length: depth }, (_, index) => blocks.timestampOf(height + 1 + index));
    times.push(nextTimestamp());
    commit({ fork: { height, branch: state.branch() + 1, times, drop: dropTxIds } }, true);
    pending.rebuild();
  }

  return {
    blocks,
    solidHeight: state.solidHeight,
    now,
    stateAt: (number) => (key) => world.readAt(number, key),
    locate: state.locate,
    pooled: (id) => pool.get(id),
    poolIds: () => [...pool.keys()],
    broadcast: (transaction) => enqueue(async () => admit(transaction)),
    mine: (count) =>
      enqueue(async () => {
        for (let mined = 0; mined < count; mined += 1) await produceBlock();
      }),
    fork: (request) => enqueue(async () => replaceNewest(request)),
    advanceClock: (seconds) => enqueue(async () => commit({ clock: state.clockLead() + seconds * 1000 }, true)),
    setSolidLag: (blocksBehind) => enqueue(async () => commit({ solidLag: blocksBehind }, true)),
    close: () => enqueue(async () => log.close()),
  };
}
