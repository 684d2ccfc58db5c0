import type { Development } from "../src/embedded/development.js";
import type { Network } from "./startStore.js";

/** What a development chain's node answers to a body in JSON. */
export async function askNode<Reply>(url: string, body: unknown): Promise<Reply> {
  const headers = { "content-type": "application/json" };
  const reply = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return (await reply.json()) as Reply;
}

/** The height of the transaction's block, or null while it is in none. */
export async function readHeight(development: Development, network: Network, txHash: string): Promise<number | null> {
  if (network === "tron") {
    const url = `${development.tron.rpcUrl}/wallet/gettransactioninfobyid`;
    return (await askNode<{ blockNumber?: number }>(url, { value: txHash })).blockNumber ?? null;
  }
  const body = { jsonrpc: "2.0", id: 1, method: "eth_getTransactionReceipt", params: [txHash] };
  const { result } = await askNode<{ result: { blockNumber: string } | null }>(development.ethereum.rpcUrl, body);
  return result === null ? null : Number(result.blockNumber);
}
