import { registerQueueMetrics } from "../src/metrics/registerProcessMetrics.js";
import { openQueues } from "../src/queues.js";
import type { Store } from "../src/start/store.js";
import { createConfirmProcessor } from "./confirm.js";
import { createCreditProcessor } from "./credit.js";
import { createExpireProcessor } from "./expire.js";
import { createRecheckProcessor } from "./recheck.js";
import { createReconcileProcessor } from "./reconcile.js";
import { createScanProcessor } from "./scan.js";
import { type Beat, startTick } from "./tick.js";
import { createVerifyProcessor } from "./verify.js";
import { startWebhooks } from "./webhooks.js";

/** Opens the queues, and registers every processor and the tick. Closing waits for the jobs that are running. */
export async function startWorkers(store: Store): Promise<{ close(): Promise<void> }> {
  const { crediting, log, env } = store;
  const { directDatabaseUrl: databaseUrl, storeId } = store;
  const queues = await openQueues({ redisUrl: env.redisUrl, databaseUrl, storeId, log });
  registerQueueMetrics(store.metrics.registry, queues.all, log);
  const { pool, chains, catalogs } = crediting;
  const rules = { tron: env.tron.confirmations, ethereum: env.ethereum.confirmations };
  const beats: Beat[] = [...chains.keys()].map((network) => ({ network, everyMs: store.scanEveryMs[network] }));
  const workers = [
    queues.process("scan", Math.max(1, chains.size), createScanProcessor(pool, chains, queues, log)),
    queues.process("recheck", 1, createRecheckProcessor(pool, chains, queues, log)),
    queues.process("reconcile", 1, createReconcileProcessor(pool, chains, log)),
    queues.process("confirm", Math.max(1, chains.size), createConfirmProcessor(crediting, rules, queues)),
    queues.process("credit", 4, createCreditProcessor(crediting, log, store.tracing)),
    queues.process("expire", 1, createExpireProcessor(pool, chains, catalogs)),
    queues.process("verify", 1, createVerifyProcessor(pool, log)),
  ];
  const tick = startTick(pool, queues, beats, log);
  const webhooks = startWebhooks(store, queues);
  return {
    close: async () => {
      await Promise.all([tick.close(), webhooks.close()]);
      await Promise.all(workers.map((worker) => worker.close()));
      await queues.close();
    },
  };
}
