import { setTimeout as delay } from "node:timers/promises";
import type { Disturbance } from "../plan/plan.js";
import type { Stage } from "./stage.js";

const LOOK_EVERY_MS = 100;
const AIM_MS = 2_500;
/** What is recorded this few blocks above the fork's deepest is about to get out of its reach. */
const LAST_BLOCKS = 2;

type Fork = Extract<Disturbance, { kind: "fork" }>;

/**
 * Waits for a moment in which a fork takes away what the store has recorded; where a few confirmations are enough, for it
 * to be credited before, as long as the fork still reaches it. After a while any moment will do. Without it most forks
 * of a play meet nothing.
 */
export async function aimFork({ store, world, plan }: Stage, { network, depth }: Fork): Promise<void> {
  const creditsEarly = network === "ethereum" && /^\d+$/.test(plan.settings.ethereumConfirmations);
  const until = Date.now() + AIM_MS * plan.stretch;
  while (Date.now() < until) {
    const deepest = (await world.chains[network].readHead()) - depth + 1;
    const { rowCount } = await store.pool.query(
      `SELECT 1 FROM deposits WHERE network = $1 AND block_number >= $2
         AND (NOT $3 OR status = 'credited' OR block_number < $2 + $4) LIMIT 1`,
      [network, deepest, creditsEarly, LAST_BLOCKS],
    );
    if (rowCount !== 0) return;
    await delay(LOOK_EVERY_MS);
  }
}
