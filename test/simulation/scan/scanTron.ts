import { TronWeb } from "tronweb";
import { type ChainScan, readAll, type ScannedTransfer, TRANSFER_TOPIC } from "./chainScan.js";
import { postJson } from "./postJson.js";

type Block = { blockID: string; block_header: { raw_data: { number: number; timestamp: number } } };
type Info = { id: string; result?: string; log?: { address: string; topics: string[]; data: string }[] };

/** Reads the infos of every block from `from` on, and takes the logs of those that did not fail. */
export async function scanTron(rpcUrl: string, usdt: string, from: number): Promise<ChainScan> {
  const ask = async <Result>(path: string, body: Record<string, unknown> = {}) =>
    (await postJson(`${rpcUrl}/${path}`, body)) as Result;
  const heightOf = (block: Block) => block.block_header.raw_data.number;
  const head = heightOf(await ask<Block>("wallet/getnowblock"));
  const final = heightOf(await ask<Block>("walletsolidity/getnowblock"));
  const token = TronWeb.address.toHex(usdt).slice(2).toLowerCase();
  const blockHashes = new Map<number, string>();

  async function readBlock(num: number): Promise<ScannedTransfer[]> {
    const block = await ask<Block>("wallet/getblockbynum", { num });
    blockHashes.set(num, block.blockID);
    const blockAt = new Date(block.block_header.raw_data.timestamp);
    const found: ScannedTransfer[] = [];
    for (const { id, result, log = [] } of await ask<Info[]>("wallet/gettransactioninfobyblocknum", { num })) {
      if (result === "FAILED") continue;
      for (const [position, { address, topics, data }] of log.entries()) {
        if (topics[0] !== TRANSFER_TOPIC || address.toLowerCase() !== token) continue;
        const to = TronWeb.address.fromHex(`41${(topics[2] ?? "").slice(-40)}`);
        const place = { network: "tron" as const, txHash: id, position, blockNumber: num, blockAt };
        found.push({ ...place, to, amount: BigInt(`0x${data}`), final: num <= final });
      }
    }
    return found;
  }

  return { network: "tron", head, final, blockHashes, transfers: await readAll(from, head, readBlock) };
}
