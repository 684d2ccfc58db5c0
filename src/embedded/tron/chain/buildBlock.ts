import { encodeTransaction } from "../protobuf/transaction.js";
import { createOverlay } from "../state/overlay.js";
import { applyTransaction } from "./applyTransaction.js";
import type { BlockRecord, LoggedTransaction } from "./chainLog.js";
import type { ChainState } from "./chainState.js";
import { Refusal } from "./refusal.js";

/** Runs the pool's transactions on the head's state and records the block that comes of it. Changes nothing itself. */
export async function buildBlock(state: ChainState, timestamp: number): Promise<BlockRecord> {
  const block = { number: state.blocks.height() + 1, timestamp };
  const overlay = createOverlay(state.world.read);
  const packed: LoggedTransaction[] = [];
  const refused: string[] = [];
  for (const transaction of [...state.pool.values()]) {
    overlay.checkpoint();
    try {
      if (!state.isStillValid(transaction)) throw new Refusal("TAPOS_ERROR", "Tapos check error.");
      const { result, info } = await applyTransaction(overlay, transaction, block);
      overlay.commit();
      packed.push([Buffer.from(encodeTransaction(transaction)).toString("hex"), result, info]);
    } catch (error) {
      overlay.revert();
      if (!(error instanceof Refusal)) throw error;
      refused.push(transaction.id);
    }
  }
  const written = [...overlay.writes()].map(([key, value]) => [key, value ?? null] as const);
  return {
    t: timestamp,
    ...(state.branch() === 0 ? {} : { b: state.branch() }),
    ...(packed.length === 0 ? {} : { x: packed, w: Object.fromEntries(written) }),
    ...(refused.length === 0 ? {} : { d: refused }),
  };
}
