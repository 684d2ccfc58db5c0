import { bytesOfAddress } from "../addresses.js";
import type { ScannedTransfer, TokenTransfer } from "../chain.js";
import { ProviderError } from "../providerError.js";
import type { EthereumClient } from "./ethereumClient.js";
import type { EthereumReceipt } from "./schemas.js";
import { transferOfLog } from "./transfersOfLogs.js";

/**
 * Finds each transfer in its transaction's receipt, once a transaction. A receipt that is absent, of another block or
 * without this very transfer means that the chain has moved on since the scan: "behind".
 */
export async function resolveLogPositions(
  client: EthereumClient,
  transfers: readonly ScannedTransfer[],
): Promise<TokenTransfer[]> {
  const receipts = new Map<string, EthereumReceipt | null>();
  const resolved: TokenTransfer[] = [];
  for (const transfer of transfers) {
    const { txHash } = transfer;
    const receipt = receipts.get(txHash) ?? (await client.readReceipt(txHash));
    receipts.set(txHash, receipt);
    resolved.push({ ...transfer, logPosition: positionIn(receipt, transfer, client.host) });
  }
  return resolved;
}

function positionIn(receipt: EthereumReceipt | null, transfer: ScannedTransfer, host: string): number {
  const { txHash, blockHash, blockNumber } = transfer;
  if (receipt === null || receipt.blockHash !== blockHash || receipt.status !== "0x1") {
    throw new ProviderError(
      "behind",
      host,
      `transaction ${txHash} is no longer in block ${blockNumber} (${blockHash})`,
    );
  }
  const position = receipt.logs.findIndex((log) => log.logIndex === transfer.logIndex);
  const log = receipt.logs[position];
  const isOfToken = log?.address === `0x${bytesOfAddress("ethereum", transfer.token)}`;
  const found = log === undefined || !isOfToken ? null : transferOfLog(log, transfer.token);
  if (found === null || found.to !== transfer.to || found.amount !== transfer.amount || found.from !== transfer.from) {
    throw new ProviderError("broken", host, `log ${transfer.logIndex} of ${txHash} is not in its receipt`);
  }
  return position;
}
