import { createHash } from "node:crypto";
import { encodeMessage } from "./message.js";
import { BLOCK_HEADER_RAW } from "./schema.js";

/** A block's header without its signature. Hashes and the witness' address are hex, the time is in ms. */
export type BlockHeaderRaw = {
  number: number;
  parentId: string;
  timestamp: number;
  txTrieRoot: string;
  witness: string;
  version: number;
};

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** The header's protobuf bytes, which the witness signs. */
export function encodeHeader(header: BlockHeaderRaw): Uint8Array {
  const message = {
    timestamp: header.timestamp,
    txTrieRoot: header.txTrieRoot,
    parentHash: header.parentId,
    number: header.number,
    witness_address: header.witness,
    version: header.version,
  };
  return encodeMessage(BLOCK_HEADER_RAW, message, false);
}

/** What the witness signs. */
export function headerHash(header: BlockHeaderRaw): Buffer {
  return sha256(encodeHeader(header));
}

/** A block's id: its number in 8 bytes, then the last 24 bytes of its header's hash. */
export function blockId(header: BlockHeaderRaw): string {
  return header.number.toString(16).padStart(16, "0") + headerHash(header).toString("hex").slice(16);
}

/** The height that a block's id begins with. */
export function numberOfBlockId(id: string): number {
  return Number.parseInt(id.slice(0, 16), 16);
}

/** The Merkle root over whole transactions, signatures and results included; an odd leaf is carried up. */
export function txTrieRoot(transactions: Uint8Array[]): string {
  let level = transactions.map(sha256);
  if (level.length === 0) return "0".repeat(64);
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index];
      const right = level[index + 1];
      if (left === undefined) break;
      next.push(right === undefined ? left : sha256(Buffer.concat([left, right])));
    }
    level = next;
  }
  return level[0]?.toString("hex") ?? "0".repeat(64);
}
