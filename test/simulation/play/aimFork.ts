import { setTimeout as delay } from "node:timers/promises";
import type { Disturbance } from "../plan/plan.js";
import type { Stage } from "./stage.js";

const LOOK_EVERY_MS = 100;
const AIM_MS = 2_500;

type Fork = Extract<Disturbance, { kind: "fork" }>;

/**
 * Waits for a moment in which a fork takes away what the store has recorded, and where a few confirmations are enough what
 * it has credited. After a while any moment will do. Without it most forks of a play meet nothing.
 */
export async function aimFork({ store, world, plan }: Stage, { network, depth }: Fork): Promise<void> {
  const creditsEarly = network === "ethereum" && /^\d+$/.test(plan.settings.ethereumConfirmations);
  const until = Date.now() + AIM_MS * plan.stretch;
  while (Date.now() < until) {
    const head = await world.chains[network].readHead();
    const { rowCount } = await store.pool.query(
      "SELECT 1 FROM deposits WHERE network = $1 AND block_number > $2 AND (status = 'credited' OR NOT $3) LIMIT 1",
      [network, head - depth, creditsEarly],
    );
    if (rowCount !== 0) return;
    await delay(LOOK_EVERY_MS);
  }
}
