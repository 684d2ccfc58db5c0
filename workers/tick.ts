import type { Network } from "../src/chains/chain.js";
import type { Pool } from "../src/db/client.js";
import { listDue } from "../src/deposits/confirmDeposits.js";
import type { Logger } from "../src/lib/log.js";
import type { Queues } from "../src/queues.js";

const TICK_MS = 1_000;
const EXPIRE_EVERY_MS = 2_000;
/** How often it is asked whether the ledger is due to be verified. */
const VERIFY_EVERY_MS = 60_000;

export type Beat = { network: Network; everyMs: number };

/** Sets the beats that the queue keeps, and queues every due deposit again. */
async function tickOnce(pool: Pool, queues: Queues, beats: Beat[]): Promise<void> {
  for (const { network, everyMs } of beats) await queues.repeat("scan", `scan-${network}`, { network }, everyMs);
  await queues.repeat("expire", "expire", {}, EXPIRE_EVERY_MS);
  await queues.repeat("verify", "verify", {}, VERIFY_EVERY_MS);
  for (const { network } of beats) {
    await queues.add("confirm", { network });
    for (const depositId of await listDue(pool, network)) await queues.add("credit", { depositId });
  }
}

/**
 * The second path beside the queue: reads from the tables what has to move and queues it again, so that a queue that
 * lost, stalled or forgot its jobs loses nothing. Driven by this process's own timer, not by the queue.
 */
export function startTick(pool: Pool, queues: Queues, beats: Beat[], log: Logger): { close(): Promise<void> } {
  let running: Promise<void> | undefined;
  const run = () => {
    running ??= tickOnce(pool, queues, beats)
      .catch((error) => log.warn({ err: error }, "tick failed; the next one tries again"))
      .finally(() => {
        running = undefined;
      });
  };
  run();
  const timer = setInterval(run, TICK_MS);
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
