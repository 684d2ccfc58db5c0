import { type ConfirmationRule, type ConfirmationsRequired, confirmationsFor } from "../lib/confirmations.js";

/** Heights that confirmations are counted from: the newest scanned block, and the newest that can never be rolled back. */
export type Heights = { cursorNumber: number; finalNumber: number };

/** Blocks that hold or follow the payment, the one it is in included; 0 when that block is not scanned (any more). */
export function confirmationsOf(blockNumber: number, cursorNumber: number): number {
  return Math.max(0, cursorNumber - blockNumber + 1);
}

/**
 * What is asked of every deposit of a wallet: the rule is looked up by the wallet's whole total that is not final yet, so
 * that splitting a large payment into small ones gains nothing. `pendingTotal` is in USDT base units.
 */
export function requiredFor(rule: ConfirmationRule, pendingTotal: bigint): ConfirmationsRequired {
  return confirmationsFor(rule, pendingTotal);
}

/** Whether a deposit in `blockNumber` is as deep as `required` asks. */
export function isDeepEnough(blockNumber: number, required: ConfirmationsRequired, heights: Heights): boolean {
  // A block above the cursor is not known to be on the chain that was scanned, whatever a provider calls final.
  if (blockNumber > heights.cursorNumber) return false;
  if (required === "final") return blockNumber <= heights.finalNumber;
  return confirmationsOf(blockNumber, heights.cursorNumber) >= required || blockNumber <= heights.finalNumber;
}
