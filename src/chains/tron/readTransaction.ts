import type { TransactionTransfers } from "../chain.js";
import { ProviderError } from "../providerError.js";
import type { WatchedTokens } from "../watchedTokens.js";
import { blockHeaderOf } from "./scanBlock.js";
import type { TronInfo } from "./schemas.js";
import { outcomeOf, transfersOfInfo } from "./transfersOfInfo.js";
import type { TronClient } from "./tronClient.js";
import type { TronRoot } from "./tronHttp.js";

/**
 * What this provider says of a transaction now. Only an info says that it is packed, only walletsolidity's that it is final:
 * gettransactionbyid says "SUCCESS" of what is merely in the pool, or fell out of a fork.
 */
export async function readTransaction(
  client: TronClient,
  tokens: WatchedTokens,
  txHash: string,
): Promise<TransactionTransfers> {
  for (const root of ["walletsolidity", "wallet"] as const) {
    const info = await client.readInfo(root, txHash);
    if (info !== null) return readPacked(client, root, tokens, info, txHash);
  }
  return { kind: (await client.knowsTransaction(txHash)) ? "pooled" : "unknown" };
}

async function readPacked(
  client: TronClient,
  root: TronRoot,
  tokens: WatchedTokens,
  info: TronInfo,
  txHash: string,
): Promise<TransactionTransfers> {
  const block = blockHeaderOf(await client.readHeader(root, info.blockNumber));
  const sameTime = info.blockTimeStamp === undefined || info.blockTimeStamp === block.timestamp.getTime();
  const outcome = outcomeOf(info);
  if (info.id !== txHash || !sameTime || outcome === "unknown") {
    throw new ProviderError(
      "behind",
      client.host,
      `the info of ${txHash} is unfinished, or not of block ${block.hash}`,
    );
  }
  if (outcome === "failed") return { kind: "failed", block };
  return {
    kind: "packed",
    block,
    transfers: transfersOfInfo(info, block, tokens),
    final: root === "walletsolidity",
  };
}
