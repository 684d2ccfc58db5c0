import type { Network } from "../../../src/chains/chain.js";

/** A transfer of USDT as the simulation read it from a node. `to` is the recipient in display form, `amount` base units. */
export type ScannedTransfer = {
  network: Network;
  txHash: string;
  /** Place of its log among the logs of its transaction, from 0. */
  position: number;
  blockNumber: number;
  blockAt: Date;
  to: string;
  amount: bigint;
  final: boolean;
};

/** One chain as it stands, read block by block past every proxy and without any of Coffer's code. */
export type ChainScan = {
  network: Network;
  head: number;
  final: number;
  /** By height, from the scan's first block. */
  blockHashes: ReadonlyMap<number, string>;
  transfers: ScannedTransfer[];
};

/** keccak256 of Transfer(address,address,uint256). */
export const TRANSFER_TOPIC = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

/** How a scanned transfer is named everywhere. */
export function identityOf({
  network,
  txHash,
  position,
}: Pick<ScannedTransfer, "network" | "txHash" | "position">): string {
  return `${network} ${txHash} ${position}`;
}

/** Blocks that are read at once. */
const AT_ONCE = 16;

/** The transfers of all blocks from `from` to `to`, in their order. */
export async function readAll(
  from: number,
  to: number,
  readBlock: (number: number) => Promise<ScannedTransfer[]>,
): Promise<ScannedTransfer[]> {
  const transfers: ScannedTransfer[] = [];
  for (let first = from; first <= to; first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, to - first + 1) }, (_, index) => first + index);
    transfers.push(...(await Promise.all(numbers.map(readBlock))).flat());
  }
  return transfers;
}
