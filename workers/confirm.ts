import type { Network } from "../src/chains/chain.js";
import { confirmDeposits } from "../src/deposits/confirmDeposits.js";
import type { Crediting } from "../src/deposits/crediting.js";
import { resolveReorged } from "../src/deposits/resolveReorged.js";
import type { ConfirmationRule } from "../src/lib/confirmations.js";
import type { Job, Queues } from "../src/queues.js";

/** Marks the deposits of a network that have become deep enough, has them credited, and decides on those that a fork took away. */
export function createConfirmProcessor(crediting: Crediting, rules: Record<Network, ConfirmationRule>, queues: Queues) {
  return async ({ network }: Job<"confirm">): Promise<void> => {
    const due = await confirmDeposits(crediting, network, rules[network]);
    await queues.addAll(
      "credit",
      due.map((depositId) => ({ depositId })),
    );
    await resolveReorged(crediting, network);
  };
}
