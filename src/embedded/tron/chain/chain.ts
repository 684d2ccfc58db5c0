import { CofferError } from "../../../lib/errors.js";
import { decodeTransaction, encodeTransaction, readContent, type SignedTransaction } from "../protobuf/transaction.js";
import { createOverlay } from "../state/overlay.js";
import { createWorldState, type StateWrites } from "../state/worldState.js";
import { checkContract, checkExpiration, checkReferenceBlock, checkSignature } from "./admission.js";
import { admitContract, applyTransaction } from "./applyTransaction.js";
import { type BlockStore, createBlockStore } from "./blockStore.js";
import type { ChainLog, LogRecord } from "./chainLog.js";
import { writeGenesisState } from "./genesis.js";
import { Refusal } from "./refusal.js";
import type { PackedTransaction } from "./transactionInfo.js";

export type ForkRequest = {
  /** How many of the newest blocks give way. */
  depth: number;
  /** Transactions of theirs that never come back. */
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
  locate(id: string): { number: number; position: number; packed: PackedTransaction } | undefined;
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

/** The chain itself: blocks, the state after them, and the pool. All changes go through one queue and into the log. */
export function createChain({ log, solidLag: initialSolidLag, blockMs }: ChainOptions): Chain {
  const blocks = createBlockStore();
  const state = createWorldState();
  const pool = new Map<string, SignedTransaction>();
  const located = new Map<string, { number: number; position: number }>();
  const enqueue = createQueue();
  let solidLag = initialSolidLag;
  let solid = 0;
  let branch = 0;
  let clockLead = 0;
  let pending = createOverlay(state.read);

  const genesis = createOverlay(() => undefined);
  writeGenesisState(genesis);
  state.apply(0, genesis.writes());

  const now = () => Date.now() + clockLead;

  function nextTimestamp(): number {
    const time = blockMs > 0 ? Math.floor(now() / blockMs) * blockMs : now();
    return Math.max(blocks.timestampOf(blocks.height()) + 1, time);
  }

  /** Solidity only moves forward, whatever the lag is set to. */
  function advanceSolid(): void {
    solid = Math.max(solid, blocks.height() - solidLag);
  }

  /** What the pool's transactions would leave, as far as admission looks: each new one is checked on top of the others. */
  function rebuildPending(): void {
    pending = createOverlay(state.read);
    for (const transaction of pool.values()) tryAdmit(transaction);
  }

  function tryAdmit(transaction: SignedTransaction): Refusal | null {
    pending.checkpoint();
    try {
      const block = { number: blocks.height() + 1, timestamp: blocks.timestampOf(blocks.height()) };
      admitContract(pending, transaction, block);
      pending.commit();
      return null;
    } catch (error) {
      pending.revert();
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  function appendBlock(timestamp: number, packed: PackedTransaction[], writes: StateWrites, refused: string[]): void {
    blocks.append({ timestamp, branch, packed });
    const number = blocks.height();
    state.apply(number, writes);
    packed.forEach(({ transaction }, position) => {
      located.set(transaction.id, { number, position });
      pool.delete(transaction.id);
    });
    for (const id of refused) pool.delete(id);
    advanceSolid();
  }

  function replaceBranch({ height, branch: next, times, drop }: ForkedBranch): void {
    const returned: SignedTransaction[] = [];
    for (let number = height + 1; number <= blocks.height(); number += 1) {
      for (const { transaction } of blocks.packedIn(number)) {
        returned.push(transaction);
        located.delete(transaction.id);
      }
    }
    blocks.truncate(height);
    state.rollBackTo(height);
    branch = next;
    for (const timestamp of times) appendBlock(timestamp, [], new Map(), []);
    const waiting = [...returned, ...pool.values()];
    pool.clear();
    for (const transaction of waiting) {
      if (!drop.includes(transaction.id) && isStillValid(transaction)) pool.set(transaction.id, transaction);
    }
  }

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

  async function produceBlock(): Promise<void> {
    const block = { number: blocks.height() + 1, timestamp: nextTimestamp() };
    const overlay = createOverlay(state.read);
    const packed: PackedTransaction[] = [];
    const refused: string[] = [];
    for (const transaction of [...pool.values()]) {
      overlay.checkpoint();
      try {
        if (!isStillValid(transaction)) throw new Refusal("TAPOS_ERROR", "Tapos check error.");
        packed.push(await applyTransaction(overlay, transaction, block));
        overlay.commit();
      } catch (error) {
        overlay.revert();
        if (!(error instanceof Refusal)) throw error;
        refused.push(transaction.id);
      }
    }
    const writes = overlay.writes();
    log.append(blockRecord(block.timestamp, branch, packed, writes, refused), packed.length > 0);
    appendBlock(block.timestamp, packed, writes, refused);
    if (packed.length + refused.length > 0 || pool.size > 0) rebuildPending();
    else pending = createOverlay(state.read);
  }

  function replay(record: LogRecord): void {
    if ("t" in record) {
      branch = record.b ?? 0;
      const packed = (record.x ?? []).map(([hex, result, info]) => {
        return { transaction: decodeTransaction(Buffer.from(hex, "hex")), result, info };
      });
      const writes = new Map(Object.entries(record.w ?? {}).map(([key, value]) => [key, value ?? undefined]));
      appendBlock(record.t, packed, writes, record.d ?? []);
    } else if ("p" in record) {
      const transaction = decodeTransaction(Buffer.from(record.p, "hex"));
      pool.set(transaction.id, transaction);
    } else if ("fork" in record) replaceBranch(record.fork);
    else if ("clock" in record) clockLead = record.clock;
    else solidLag = record.solidLag;
  }

  for (const record of log.records) replay(record);
  log.records.length = 0;
  // The solid lag that this process was asked for holds from here on.
  if (solidLag !== initialSolidLag) log.append({ solidLag: initialSolidLag }, false);
  solidLag = initialSolidLag;
  advanceSolid();
  rebuildPending();

  return {
    blocks,
    solidHeight: () => solid,
    now,
    stateAt: (number) => (number >= blocks.height() ? state.read : (key) => state.readAt(number, key)),
    locate(id) {
      const place = located.get(id);
      const packed = place === undefined ? undefined : blocks.packedIn(place.number)[place.position];
      return place === undefined || packed === undefined ? undefined : { ...place, packed };
    },
    pooled: (id) => pool.get(id),
    poolIds: () => [...pool.keys()],
    broadcast: (transaction) =>
      enqueue(async () => {
        const content = readContent(transaction.raw);
        checkContract(content);
        if (pool.has(transaction.id) || located.has(transaction.id)) {
          throw new Refusal("DUP_TRANSACTION_ERROR", "Dup transaction.");
        }
        checkSignature(transaction);
        checkExpiration(content, blocks.timestampOf(blocks.height()));
        checkReferenceBlock(content, blocks);
        const refusal = tryAdmit(transaction);
        if (refusal !== null) throw refusal;
        log.append({ p: Buffer.from(encodeTransaction(transaction)).toString("hex") }, true);
        pool.set(transaction.id, transaction);
      }),
    mine: (count) =>
      enqueue(async () => {
        for (let mined = 0; mined < count; mined += 1) await produceBlock();
      }),
    fork: ({ depth, dropTxIds = [] }) =>
      enqueue(async () => {
        const height = blocks.height() - depth;
        if (!Number.isInteger(depth) || depth < 1 || height < solid) {
          throw new CofferError(
            "invalid_request",
            `depth must be from 1 to ${blocks.height() - solid}: older is solid`,
          );
        }
        const times = Array.from({ length: depth }, (_, index) => blocks.timestampOf(height + 1 + index));
        times.push(nextTimestamp());
        const forked = { height, branch: branch + 1, times, drop: dropTxIds };
        log.append({ fork: forked }, true);
        replaceBranch(forked);
        rebuildPending();
      }),
    advanceClock: (seconds) =>
      enqueue(async () => {
        clockLead += seconds * 1000;
        log.append({ clock: clockLead }, true);
      }),
    setSolidLag: (lag) =>
      enqueue(async () => {
        solidLag = lag;
        log.append({ solidLag }, true);
        advanceSolid();
      }),
    close: () => enqueue(async () => log.close()),
  };
}

type ForkedBranch = { height: number; branch: number; times: number[]; drop: string[] };

function blockRecord(
  timestamp: number,
  branch: number,
  packed: PackedTransaction[],
  writes: StateWrites,
  refused: string[],
): LogRecord {
  return {
    t: timestamp,
    ...(branch === 0 ? {} : { b: branch }),
    ...(packed.length === 0
      ? {}
      : {
          x: packed.map(({ transaction, result, info }) => {
            return [Buffer.from(encodeTransaction(transaction)).toString("hex"), result, info];
          }),
          w: Object.fromEntries([...writes].map(([key, value]) => [key, value ?? null])),
        }),
    ...(refused.length === 0 ? {} : { d: refused }),
  };
}
