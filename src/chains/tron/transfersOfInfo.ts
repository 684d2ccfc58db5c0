import { addressOfBytes } from "../addresses.js";
import type { BlockHeader, TokenTransfer } from "../chain.js";
import { decodeTransferLog } from "../transferLog.js";
import type { WatchedTokens } from "../watchedTokens.js";
import type { TronInfo } from "./schemas.js";

/**
 * How a packed transaction ended. Only "succeeded" moves anything: an outcome that java-tron may invent tomorrow counts as
 * failed. "unknown" is an info with logs but without an outcome, which no finished transaction has.
 */
export function outcomeOf(info: TronInfo): "succeeded" | "failed" | "unknown" {
  if (info.result === "FAILED") return "failed";
  const outcome = info.receipt.result ?? "DEFAULT";
  if (outcome !== "DEFAULT") return outcome === "SUCCESS" ? "succeeded" : "failed";
  // Plain TRX and TRC10 transfers run no contract: no outcome, and no logs either.
  return info.log.length === 0 ? "succeeded" : "unknown";
}

/** The transfers of the watched tokens in one transaction that succeeded. `contractResult` is no help: it is zeros for a good transfer. */
export function transfersOfInfo(info: TronInfo, block: BlockHeader, tokens: WatchedTokens): TokenTransfer[] {
  return info.log.flatMap((log, logPosition) => {
    const token = tokens.get(log.address);
    const decoded = token === undefined ? null : decodeTransferLog(log);
    if (token === undefined || decoded === null) return [];
    return {
      txHash: info.id,
      logPosition,
      logIndex: null,
      blockNumber: block.number,
      blockHash: block.hash,
      token,
      from: addressOfBytes("tron", decoded.from),
      to: addressOfBytes("tron", decoded.to),
      amount: decoded.amount,
    };
  });
}
