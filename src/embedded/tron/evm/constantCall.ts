import type { HexAddress } from "../address.js";
import type { Chain } from "../chain/chain.js";
import { createOverlay } from "../state/overlay.js";
import { type ExecutionOutcome, execute } from "./execute.js";

/** What a node lets a call use that nobody pays for. */
const CONSTANT_ENERGY = 100_000_000n;

export type ConstantCall = { owner: HexAddress; contract: HexAddress; data: Uint8Array; value: bigint };

/** Runs a call on the state after block `height` and forgets what it wrote. */
export function runConstantCall(chain: Chain, height: number, call: ConstantCall): Promise<ExecutionOutcome> {
  const overlay = createOverlay(chain.stateAt(height));
  return execute(overlay, {
    ...call,
    transactionId: "0".repeat(64),
    energyLimit: CONSTANT_ENERGY,
    block: { number: height, timestamp: chain.blocks.timestampOf(height) },
  });
}
