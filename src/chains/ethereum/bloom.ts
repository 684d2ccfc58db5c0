import type { Hex } from "viem";
import { hexToBytes, keccak256 } from "viem/utils";

/** A header's logsBloom: 2,048 bits, of which each log's address and each of its topics sets three. */
const BLOOM_BYTES = 256;

export type BloomedLog = { address: string; topics: readonly string[] };

/** Whether a log with this address and these topics can be in a block with this bloom: "no" is certain, "yes" is not. */
export function bloomMayHold(bloom: string, log: BloomedLog): boolean {
  const bytes = hexToBytes(bloom as Hex);
  return [log.address, ...log.topics].every((item) =>
    bitsOf(item).every(({ byte, mask }) => ((bytes[byte] ?? 0) & mask) !== 0),
  );
}

/** The bloom of these logs, as the header of the block that holds exactly them has it. */
export function bloomOf(logs: readonly BloomedLog[]): Hex {
  const bytes = new Uint8Array(BLOOM_BYTES);
  for (const log of logs) {
    for (const item of [log.address, ...log.topics]) {
      for (const { byte, mask } of bitsOf(item)) bytes[byte] = (bytes[byte] ?? 0) | mask;
    }
  }
  return `0x${Buffer.from(bytes).toString("hex")}`;
}

/** Three 11-bit numbers from the start of the item's hash, counted from the end of the bloom. */
function bitsOf(item: string): { byte: number; mask: number }[] {
  const hash = Buffer.from(keccak256(item as Hex, "bytes"));
  return [0, 2, 4].map((offset) => {
    const bit = hash.readUInt16BE(offset) & 2047;
    return { byte: BLOOM_BYTES - 1 - (bit >> 3), mask: 1 << (bit & 7) };
  });
}
