import type { SignedTransaction } from "../protobuf/transaction.js";
import { createOverlay } from "../state/overlay.js";
import { admitContract } from "./applyTransaction.js";
import type { ChainState } from "./chainState.js";
import { Refusal } from "./refusal.js";

/** What the pool's transactions will leave, as far as admission looks: each new one is checked on top of the others. */
export type PendingState = {
  /** @throws Refusal when the contract's rules forbid the transaction after all that wait already */
  admit(transaction: SignedTransaction): void;
  /** Starts anew from the head, after a block or a fork changed it. */
  rebuild(): void;
};

export function createPendingState({ blocks, world, pool }: ChainState): PendingState {
  let pending = createOverlay(world.read);

  function admit(transaction: SignedTransaction): void {
    const head = blocks.height();
    pending.checkpoint();
    try {
      admitContract(pending, transaction, { number: head + 1, timestamp: blocks.timestampOf(head) });
      pending.commit();
    } catch (error) {
      pending.revert();
      throw error;
    }
  }

  return {
    admit,
    rebuild() {
      pending = createOverlay(world.read);
      for (const transaction of pool.values()) {
        try {
          admit(transaction);
        } catch (error) {
          // It will be refused when its block is made; until then it stays where it is.
          if (!(error instanceof Refusal)) throw error;
        }
      }
    },
  };
}
