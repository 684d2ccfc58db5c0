import { createHash } from "node:crypto";

/** A block's header without its signature. Hashes and the witness' address are hex, the time is in ms. */
export type BlockHeaderRaw = {
  number: number;
  parentId: string;
  timestamp: number;
  txTrieRoot: string;
  witness: string;
  version: number;
};

/** Enough for two hashes, three numbers and an address, genesis' long one included. */
const MAXIMUM_HEADER_BYTES = 512;

/** Tags of BlockHeader.raw's fields: the field's number and its wire type in one byte. */
const TAG = { timestamp: 0x08, txTrieRoot: 0x12, parentHash: 0x1a, number: 0x38, witness: 0x4a, version: 0x50 };

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/**
 * The header's protobuf bytes, which the witness signs. Written out, without the general encoder: a chain that is
 * opened again computes this for each of its blocks, of which a day has 170,000.
 */
export function encodeHeader(header: BlockHeaderRaw): Uint8Array {
  const bytes = Buffer.allocUnsafe(MAXIMUM_HEADER_BYTES);
  let length = 0;

  function writeNumber(tag: number, value: number): void {
    if (value === 0) return;
    bytes[length++] = tag;
    let rest = value;
    while (rest > 0x7f) {
      bytes[length++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    bytes[length++] = rest;
  }

  function writeHex(tag: number, hex: string): void {
    // All of these are shorter than 128 bytes, so their length is one byte.
    bytes[length++] = tag;
    bytes[length++] = hex.length / 2;
    length += bytes.write(hex, length, "hex");
  }

  writeNumber(TAG.timestamp, header.timestamp);
  writeHex(TAG.txTrieRoot, header.txTrieRoot);
  writeHex(TAG.parentHash, header.parentId);
  writeNumber(TAG.number, header.number);
  writeHex(TAG.witness, header.witness);
  writeNumber(TAG.version, header.version);
  return bytes.subarray(0, length);
}

/** What the witness signs. */
export function headerHash(header: BlockHeaderRaw): Buffer {
  return sha256(encodeHeader(header));
}

/** A block's id: its number in 8 bytes, then the last 24 bytes of its header's hash. */
export function blockId(header: BlockHeaderRaw): string {
  return header.number.toString(16).padStart(16, "0") + headerHash(header).toString("hex", 8);
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
