import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Chain } from "../../src/chains/chain.js";
import type { Crediting } from "../../src/deposits/crediting.js";
import { readNetwork } from "../../src/deposits/network.js";
import type { ConfirmationRule } from "../../src/lib/confirmations.js";
import { createLogger } from "../../src/lib/log.js";
import { openQueues } from "../../src/queues.js";
import { createConfirmProcessor } from "../../workers/confirm.js";
import { createCreditProcessor } from "../../workers/credit.js";
import { createScanProcessor } from "../../workers/scan.js";
import { startTick } from "../../workers/tick.js";

const BEAT_MS = 200;
const LOOK_EVERY_MS = 20;

type QueuedWork = {
  /** Waits until the workers have done all that the chain and the tables give them to do now. */
  work(): Promise<void>;
  close(): Promise<void>;
};

type Queued = { databaseUrl: string; crediting: Crediting; chain: Chain; rule: ConfirmationRule };

/** The workers' processors and the tick on a real queue: on Redis where there is one, else on PostgreSQL. */
export async function startQueuedWork(queued: Queued, redisUrl: string | undefined): Promise<QueuedWork> {
  const { databaseUrl, crediting, chain, rule } = queued;
  const { pool, chains } = crediting;
  const { network } = chain;
  const log = createLogger("silent");
  const storeId = randomBytes(6).toString("hex");
  const queues = await openQueues({ redisUrl, databaseUrl, storeId, log });
  const confirm = createConfirmProcessor(crediting, { tron: rule, ethereum: rule }, queues);
  let confirmed = 0;
  const workers = [
    queues.process("scan", 1, createScanProcessor(pool, chains, queues, log)),
    queues.process("confirm", 1, async (job) => {
      await confirm(job);
      confirmed += 1;
    }),
    queues.process("credit", 2, createCreditProcessor(crediting, log, null)),
  ];
  const tick = startTick(pool, queues, [{ network, everyMs: BEAT_MS }], log);

  async function waitFor(isDone: () => Promise<boolean>): Promise<void> {
    while (!(await isDone())) await delay(LOOK_EVERY_MS);
  }

  async function isScanned(): Promise<boolean> {
    const { head, finalHeight } = await chain.openPass();
    const { cursorHash, finalNumber } = await readNetwork(pool, network);
    return cursorHash === head.hash && (finalNumber ?? -1) >= finalHeight;
  }

  return {
    work: async () => {
      await waitFor(isScanned);
      // One that runs already may have begun before the last block was stored: the second one has not.
      const enough = confirmed + 2;
      await waitFor(async () => {
        if (confirmed < enough) await queues.add("confirm", { network });
        return confirmed >= enough;
      });
      await waitFor(async () => {
        const { rowCount } = await pool.query("SELECT FROM deposits WHERE status = 'confirming' AND due_at <= now()");
        return rowCount === 0;
      });
    },
    close: async () => {
      await tick.close();
      await Promise.all(workers.map((worker) => worker.close()));
      await queues.close();
    },
  };
}
