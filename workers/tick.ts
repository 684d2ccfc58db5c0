import type { Network } from "../src/chains/chain.js";
import type { Pool } from "../src/db/client.js";
import { listDue } from "../src/deposits/confirmDeposits.js";
import { isReconciliationDue } from "../src/deposits/reconcileNetwork.js";
import type { Logger } from "../src/lib/log.js";
import type { Queues } from "../src/queues.js";

const TICK_MS = 1_000;
const EXPIRE_EVERY_MS = 2_000;
/** How often it is asked whether the ledger is due to be verified. */
const VERIFY_EVERY_MS = 60_000;
/** How often final blocks are read again through a second provider: what one left out is found within minutes. */
const RECHECK_EVERY_MS = 120_000;
const RECONCILE_EVERY_MS = 86_400_000;
/** How often the tables are asked whether the day's comparison is still to be made, where the queue forgot it. */
const RECONCILE_CHECKED_MS = 60_000;

export type Beat = { network: Network; everyMs: number };

/** Sets the beats that the queue keeps, and queues every due deposit again. */
async function tickOnce(pool: Pool, queues: Queues, beats: Beat[]): Promise<void> {
  for (const { network, everyMs } of beats) {
    await queues.repeat("scan", `scan-${network}`, { network }, everyMs);
    await queues.repeat("recheck", `recheck-${network}`, { network }, RECHECK_EVERY_MS);
    await queues.repeat("reconcile", `reconcile-${network}`, { network }, RECONCILE_EVERY_MS);
  }
  await queues.repeat("expire", "expire", {}, EXPIRE_EVERY_MS);
  await queues.repeat("verify", "verify", {}, VERIFY_EVERY_MS);
  for (const { network } of beats) {
    await queues.add("confirm", { network });
    const due = await listDue(pool, network);
    await queues.addAll(
      "credit",
      due.map((depositId) => ({ depositId })),
    );
  }
}

/** Queues the day's comparison of addresses where it was not made, or its process died. */
async function queueReconciliations(pool: Pool, queues: Queues, beats: Beat[]): Promise<void> {
  for (const { network } of beats) {
    if (await isReconciliationDue(pool, network)) await queues.add("reconcile", { network });
  }
}

/**
 * The second path beside the queue: reads from the tables what has to move and queues it again, so that a queue that
 * lost, stalled or forgot its jobs loses nothing. Driven by this process's own timer, not by the queue.
 */
export function startTick(pool: Pool, queues: Queues, beats: Beat[], log: Logger): { close(): Promise<void> } {
  let running: Promise<void> | undefined;
  let reconcileCheckedAt = Date.now();
  const tick = async () => {
    await tickOnce(pool, queues, beats);
    if (Date.now() - reconcileCheckedAt < RECONCILE_CHECKED_MS) return;
    reconcileCheckedAt = Date.now();
    await queueReconciliations(pool, queues, beats);
  };
  const run = () => {
    running ??= tick()
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
