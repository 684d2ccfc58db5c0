import { signHash } from "../address.js";
import { contractResultNumber } from "../evm/contractResult.js";
import { type BlockHeaderRaw, blockId, headerHash, numberOfBlockId, txTrieRoot } from "../protobuf/blockHeader.js";
import { encodeTransaction, type SignedTransaction } from "../protobuf/transaction.js";
import { BLOCK_VERSION } from "./chainParameters.js";
import { GENESIS_HEADER, GENESIS_ID, GENESIS_TRANSACTIONS } from "./genesis.js";
import { WITNESSES } from "./identities.js";
import type { PackedTransaction } from "./transactionInfo.js";

/** A block as the API shows it. Genesis has no signature and no results. */
export type Block = {
  id: string;
  header: BlockHeaderRaw;
  signature: string | null;
  transactions: readonly SignedTransaction[];
  packed: readonly PackedTransaction[];
};

/** What makes a block, beside its place in the chain. `branch` is how many forks came before it. */
type BlockContent = { timestamp: number; branch: number; packed: readonly PackedTransaction[] };

/**
 * The chain's blocks. A day of blocks every 500 ms is 170,000 of them, nearly all empty, so an empty one takes 48
 * bytes: its header is put together, and its signature made, when somebody asks.
 */
export type BlockStore = {
  height(): number;
  /** The next block's id is computed and returned. */
  append(content: BlockContent): string;
  block(number: number): Block | undefined;
  idOf(number: number): string | undefined;
  timestampOf(number: number): number;
  /** The block of this id, where it is on the chain. */
  numberOf(id: string): number | undefined;
  packedIn(number: number): readonly PackedTransaction[];
  /** Heights of the blocks that hold transactions, ascending, genesis aside. */
  packedHeights(): number[];
  truncate(height: number): void;
};

const ID_BYTES = 32;

export function createBlockStore(): BlockStore {
  let capacity = 4096;
  let ids = Buffer.alloc(capacity * ID_BYTES);
  let timestamps = new Float64Array(capacity);
  let branches = new Uint32Array(capacity);
  const contents = new Map<number, { root: string; packed: readonly PackedTransaction[] }>();
  let head = 0;
  ids.write(GENESIS_ID, 0, "hex");

  function grow(): void {
    capacity *= 2;
    ids = Buffer.concat([ids], capacity * ID_BYTES);
    const moreTimestamps = new Float64Array(capacity);
    moreTimestamps.set(timestamps);
    timestamps = moreTimestamps;
    const moreBranches = new Uint32Array(capacity);
    moreBranches.set(branches);
    branches = moreBranches;
  }

  function idOf(number: number): string | undefined {
    if (!Number.isInteger(number) || number < 0 || number > head) return undefined;
    return ids.toString("hex", number * ID_BYTES, (number + 1) * ID_BYTES);
  }

  /** A fork's blocks are signed by others than those they replace: that is what makes their ids differ. */
  function witnessOf(number: number) {
    const witness = WITNESSES[(number + (branches[number] ?? 0)) % WITNESSES.length];
    if (witness === undefined) throw new RangeError("no witness");
    return witness;
  }

  function headerOf(number: number): BlockHeaderRaw {
    return {
      number,
      parentId: idOf(number - 1) ?? "",
      timestamp: timestamps[number] ?? 0,
      txTrieRoot: contents.get(number)?.root ?? txTrieRoot([]),
      witness: witnessOf(number).address,
      version: BLOCK_VERSION,
    };
  }

  return {
    height: () => head,
    append({ timestamp, branch, packed }) {
      head += 1;
      if (head >= capacity) grow();
      timestamps[head] = timestamp;
      branches[head] = branch;
      if (packed.length > 0) {
        const whole = packed.map(({ transaction, result }) =>
          encodeTransaction(transaction, contractResultNumber(result)),
        );
        contents.set(head, { root: txTrieRoot(whole), packed });
      }
      const id = blockId(headerOf(head));
      ids.write(id, head * ID_BYTES, "hex");
      return id;
    },
    block(number) {
      const id = idOf(number);
      if (id === undefined) return undefined;
      if (number === 0) {
        return { id, header: GENESIS_HEADER, signature: null, transactions: GENESIS_TRANSACTIONS, packed: [] };
      }
      const header = headerOf(number);
      const signature = signHash(headerHash(header), witnessOf(number).privateKey, 0).toString("hex");
      const packed = contents.get(number)?.packed ?? [];
      return { id, header, signature, transactions: packed.map(({ transaction }) => transaction), packed };
    },
    idOf,
    timestampOf: (number) => timestamps[number] ?? 0,
    numberOf(id) {
      const number = numberOfBlockId(id);
      return idOf(number) === id ? number : undefined;
    },
    packedIn: (number) => (number <= head ? (contents.get(number)?.packed ?? []) : []),
    packedHeights: () => [...contents.keys()],
    truncate(height) {
      for (let number = height + 1; number <= head; number += 1) contents.delete(number);
      head = Math.min(head, height);
    },
  };
}
