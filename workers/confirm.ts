import type { Network } from "../src/chains/chain.js";
import type { Pool } from "../src/db/client.js";
import { confirmDeposits } from "../src/deposits/confirmDeposits.js";
import type { ConfirmationRule } from "../src/lib/confirmations.js";
import type { Job, Queues } from "../src/queues.js";

/** Marks the deposits of a network that have become deep enough, and has them credited. */
export function createConfirmProcessor(pool: Pool, rules: Record<Network, ConfirmationRule>, queues: Queues) {
  return async ({ network }: Job<"confirm">): Promise<void> => {
    const due = await confirmDeposits(pool, network, rules[network]);
    for (const depositId of due) await queues.add("credit", { depositId });
  };
}
