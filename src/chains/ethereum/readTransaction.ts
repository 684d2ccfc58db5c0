import type { TokenTransfer, TransactionTransfers } from "../chain.js";
import { ProviderError } from "../providerError.js";
import type { WatchedTokens } from "../watchedTokens.js";
import type { EthereumClient } from "./ethereumClient.js";
import { blockHeaderOf } from "./scanBlock.js";
import type { EthereumReceipt } from "./schemas.js";
import { transferOfLog } from "./transfersOfLogs.js";

/** What this provider says of a transaction now. */
export async function readTransaction(
  client: EthereumClient,
  tokens: WatchedTokens,
  txHash: string,
): Promise<TransactionTransfers> {
  const receipt = await client.readReceipt(txHash);
  if (receipt === null) return { kind: (await client.knowsTransaction(txHash)) ? "pooled" : "unknown" };
  const header = await client.readHeader(receipt.blockNumber);
  if (header.hash !== receipt.blockHash || receipt.transactionHash !== txHash) {
    throw new ProviderError(
      "behind",
      client.host,
      `the receipt of ${txHash} is of a block that is no longer canonical`,
    );
  }
  const block = blockHeaderOf(header);
  if (receipt.status === "0x0") return { kind: "failed", block };
  const finalHeight = (await client.readHeader("finalized")).number;
  return { kind: "packed", block, transfers: transfersOfReceipt(receipt, tokens), final: block.number <= finalHeight };
}

function transfersOfReceipt(receipt: EthereumReceipt, tokens: WatchedTokens): TokenTransfer[] {
  return receipt.logs.flatMap((log, logPosition) => {
    const token = tokens.get(log.address.slice(2));
    const transfer = token === undefined ? null : transferOfLog(log, token);
    return transfer === null ? [] : [{ ...transfer, logPosition }];
  });
}
