import { addressOfBytes } from "../addresses.js";
import type { ScannedTransfer } from "../chain.js";
import { ProviderError } from "../providerError.js";
import { decodeTransferLog, TRANSFER_TOPIC } from "../transferLog.js";
import type { WatchedTokens } from "../watchedTokens.js";
import { bloomMayHold } from "./bloom.js";
import type { EthereumHeader, EthereumLog } from "./schemas.js";

/**
 * The watched transfers among the logs that a provider gave for one block, after checking that they can be that block's.
 * @throws ProviderError "broken" when a log is not of this block or contract, was removed, comes twice, or cannot be in
 * the header's bloom.
 */
export function transfersOfLogs(
  host: string,
  tokens: WatchedTokens,
  header: EthereumHeader,
  logs: readonly EthereumLog[],
): ScannedTransfer[] {
  const seen = new Set<number>();
  return logs.flatMap((log) => {
    const doubt = doubtAbout(log, header, tokens, seen);
    if (doubt !== null) {
      throw new ProviderError("broken", host, `logs of block ${header.number} contradict it: ${doubt}`);
    }
    seen.add(log.logIndex);
    const token = tokens.get(log.address.slice(2));
    const transfer = token === undefined ? null : transferOfLog(log, token);
    return transfer === null ? [] : [{ ...transfer, logPosition: null }];
  });
}

/** The transfer in a log of the token, without its position, or null when it is none (or of nothing). */
export function transferOfLog(log: EthereumLog, token: string): Omit<ScannedTransfer, "logPosition"> | null {
  const decoded = decodeTransferLog({ topics: log.topics.map((topic) => topic.slice(2)), data: log.data.slice(2) });
  if (decoded === null) return null;
  return {
    txHash: log.transactionHash,
    logIndex: log.logIndex,
    blockNumber: log.blockNumber,
    blockHash: log.blockHash,
    token,
    from: addressOfBytes("ethereum", decoded.from),
    to: addressOfBytes("ethereum", decoded.to),
    amount: decoded.amount,
  };
}

function doubtAbout(log: EthereumLog, header: EthereumHeader, tokens: WatchedTokens, seen: Set<number>): string | null {
  if (log.blockHash !== header.hash || log.blockNumber !== header.number)
    return `log ${log.logIndex} is of another block`;
  if (!tokens.has(log.address.slice(2)) || log.topics[0] !== `0x${TRANSFER_TOPIC}`)
    return `log ${log.logIndex} was not asked for`;
  if (log.removed === true) return `log ${log.logIndex} is marked as removed`;
  if (seen.has(log.logIndex)) return `log ${log.logIndex} comes twice`;
  if (!bloomMayHold(header.logsBloom, log)) return `log ${log.logIndex} is not in the header's bloom`;
  return null;
}
