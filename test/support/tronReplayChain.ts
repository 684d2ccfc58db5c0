import type { TronNode } from "../../src/embedded/tron/node.js";
import type { TronDictionary } from "./tronDictionary.js";
import { askNode } from "./tronNode.js";
import { type Exchange, type RecordedBlock, type RecordedTransaction, readBlocks } from "./tronRecording.js";

/** Our chain as it grows along the recorded one: blocks of the same heights with the same transactions. */
export type TronReplayChain = {
  recordedBlock(number: number): RecordedBlock | undefined;
  /** The height at which a recorded transaction was first packed. */
  packedHeight(recordedId: string): number | undefined;
  blockAt(number: number): Promise<{ id: string; timestamp: number }>;
  mineTo(height: number): Promise<void>;
  /** Makes blocks until `height` is solid. */
  mineToSolid(height: number): Promise<void>;
  /** How much later our head is than the recorded one of the same height, in ms. */
  timeShift(): number;
  setSolidLag(lag: number): Promise<void>;
  /** Lets the recorded fork happen. */
  fork(): Promise<void>;
};

/** The file that was recorded after the fork. */
const FILE_AFTER_FORK = "10-fork-rejoined";

/**
 * The first block that the fork took back, and the height of the losing branch when it came. The real one was shorter:
 * ours is as high as the branch that replaced it, less one, because a fork on demand adds one block.
 */
const FORK = { firstLost: 312, headBefore: 323, solidLagBefore: 30, solidLagsAfter: [18, 19] };

/** Blocks of which none was recorded came every three seconds, as all did but the second. */
const SLOT_MS = 3000;

/** Follows the recorded chain on `node`, whose chain must be new. `send` broadcasts our form of a transaction. */
export async function createTronReplayChain(options: {
  node: TronNode;
  exchanges: Exchange[];
  dictionary: TronDictionary;
  send: (transaction: RecordedTransaction) => Promise<void>;
}): Promise<TronReplayChain> {
  const { node, exchanges, dictionary, send } = options;
  const blocks = new Map<number, RecordedBlock>();
  const packedHeights = new Map<string, number>();
  let head = 1;
  let headTime = 0;
  let solidLag = 18;

  for (const block of readBlocks(exchanges.filter(({ file }) => file !== FILE_AFTER_FORK))) {
    blocks.set(block.number, block);
    for (const { txID } of block.transactions) packedHeights.set(txID, block.number);
  }

  async function blockAt(number: number): Promise<{ id: string; timestamp: number }> {
    const { body } = await askNode(node.rpcUrl, "/wallet/getblockbynum", { num: number });
    const { timestamp = 0 } = (body.block_header as { raw_data: { timestamp?: number } }).raw_data;
    return { id: String(body.blockID), timestamp };
  }

  async function learnBlock(number: number): Promise<void> {
    const { id, timestamp } = await blockAt(number);
    headTime = timestamp;
    const recorded = blocks.get(number);
    if (recorded === undefined) return;
    dictionary.learn(recorded.id, id);
    if (number > 0) dictionary.learn(recorded.parentId, (await blockAt(number - 1)).id);
  }

  async function setSolidLag(lag: number): Promise<void> {
    solidLag = lag;
    await node.control.setSolidLag(lag);
  }

  async function mineTo(height: number): Promise<void> {
    while (head < height) {
      for (const transaction of blocks.get(head + 1)?.transactions ?? []) await send(transaction);
      // The pace of the recorded chain, at which used bandwidth comes back.
      await node.control.advanceClock(SLOT_MS / 1000);
      await node.control.mine();
      head += 1;
      await learnBlock(head);
    }
  }

  function recordedHeadTime(): number {
    for (let distance = 0; distance <= head; distance += 1) {
      const before = blocks.get(head - distance);
      if (before !== undefined) return before.timestamp + distance * SLOT_MS;
    }
    throw new Error(`no recorded block at or below ${head}`);
  }

  async function fork(): Promise<void> {
    await mineTo(FORK.firstLost);
    await setSolidLag(FORK.solidLagBefore);
    await mineTo(FORK.headBefore);
    await node.control.fork({ depth: FORK.headBefore - FORK.firstLost + 1 });
    for (const lag of FORK.solidLagsAfter) await setSolidLag(lag);
    head = FORK.headBefore + 1;
    for (const number of [...blocks.keys()]) if (number >= FORK.firstLost) blocks.delete(number);
    for (const block of readBlocks(exchanges.filter(({ file }) => file === FILE_AFTER_FORK))) {
      blocks.set(block.number, block);
    }
    for (const number of blocks.keys()) if (number <= head) await learnBlock(number);
    await learnBlock(head);
  }

  await learnBlock(0);
  // JSON-RPC's chain id is the end of the genesis block's.
  const [recordedEnd, ourEnd] = [blocks.get(0)?.id.slice(-8), (await blockAt(0)).id.slice(-8)];
  dictionary.learn(`0x${recordedEnd}`, `0x${ourEnd}`);
  await learnBlock(head);

  return {
    recordedBlock: (number) => blocks.get(number),
    packedHeight: (recordedId) => packedHeights.get(recordedId),
    blockAt,
    mineTo,
    async mineToSolid(height) {
      const { body } = await askNode(node.rpcUrl, "/dev/state");
      if (Number(body.solid) < height) await mineTo(height + solidLag);
    },
    timeShift: () => headTime - recordedHeadTime(),
    setSolidLag,
    fork,
  };
}
