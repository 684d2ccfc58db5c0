import { getAddress } from "viem";
import { type ChainScan, readAll, type ScannedTransfer, TRANSFER_TOPIC } from "./chainScan.js";
import { postJson } from "./postJson.js";

type Block = { number: string; hash: string; timestamp: string; transactions: string[] };
type Receipt = { status: string; logs: { address: string; topics: string[]; data: string }[] };

/** Reads every receipt of every block from `from` on: no log query, no bloom, no decoder of Coffer's. */
export async function scanEthereum(rpcUrl: string, usdt: string, from: number): Promise<ChainScan> {
  async function ask<Result>(method: string, ...params: unknown[]): Promise<Result> {
    const answer = await postJson(rpcUrl, { jsonrpc: "2.0", id: 1, method, params });
    const { result, error } = answer as { result?: Result; error?: { message: string } };
    if (result === undefined || result === null) throw new Error(`${method} ${params}: ${error?.message ?? "nothing"}`);
    return result;
  }
  const toHex = (number: number) => `0x${number.toString(16)}`;
  const head = Number(await ask<string>("eth_blockNumber"));
  const final = Number((await ask<Block>("eth_getBlockByNumber", "finalized", false)).number);
  const blockHashes = new Map<number, string>();

  async function readBlock(blockNumber: number): Promise<ScannedTransfer[]> {
    const block = await ask<Block>("eth_getBlockByNumber", toHex(blockNumber), false);
    blockHashes.set(blockNumber, block.hash);
    const blockAt = new Date(Number(block.timestamp) * 1000);
    const found: ScannedTransfer[] = [];
    for (const txHash of block.transactions) {
      const { status, logs } = await ask<Receipt>("eth_getTransactionReceipt", txHash);
      for (const [position, { address, topics, data }] of logs.entries()) {
        const isTransfer = topics[0] === `0x${TRANSFER_TOPIC}` && address.toLowerCase() === usdt.toLowerCase();
        if (status !== "0x1" || !isTransfer) continue;
        const to = getAddress(`0x${(topics[2] ?? "").slice(-40)}`);
        const place = { network: "ethereum" as const, txHash, position, blockNumber, blockAt };
        found.push({ ...place, to, amount: BigInt(data), final: blockNumber <= final });
      }
    }
    return found;
  }

  return { network: "ethereum", head, final, blockHashes, transfers: await readAll(from, head, readBlock) };
}
