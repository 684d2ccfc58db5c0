import type { Logger } from "../src/lib/log.js";
import type { Queues } from "../src/queues.js";
import { createDelivering } from "../src/start/createDelivering.js";
import type { Store } from "../src/start/store.js";
import { listDueDeliveries } from "../src/webhooks/claimDelivery.js";
import { type Delivered, deliver } from "../src/webhooks/deliver.js";
import { forgetDeliveries } from "../src/webhooks/delivery.js";
import { dispatchOutbox } from "../src/webhooks/dispatchOutbox.js";

/** How long an event waits in the outbox, at most, while nothing is wrong. */
const LOOK_EVERY_MS = 250;
/** Tries under way in one process: room for 32 endpoints that hang with all that they may have at once. */
const CONCURRENCY = 256;
/** Deliveries that ended long ago are forgotten this often. */
const FORGET_EVERY_MS = 3_600_000;
/** A delivery that was queued is not queued again before this has passed, whatever became of the job. */
const QUEUED_MS = 5_000;

function logTry(log: Logger, { delivery, made, after }: Delivered): void {
  const { id, endpointId, eventId, eventType } = delivery;
  const facts = { delivery: id, endpoint: endpointId, event: eventId, type: eventType, ...made };
  if (after.kind === "failed") log.warn({ ...facts, failure: after.failure }, "a webhook was given up");
  else log.debug({ ...facts, outcome: after.kind }, "a webhook was tried");
}

/**
 * Hands events on from the outbox and has what is due delivered. The tables say what that is; the queue only spreads it over
 * the processes. Closing ends tries that are under way, to be made again at the next start.
 */
export function startWebhooks(store: Store, queues: Queues): { close(): Promise<void> } {
  const { log, database, env } = store;
  const { pool } = database;
  const stopping = new AbortController();
  const delivering = createDelivering(store, { allowHosts: env.webhookAllowHosts, signal: stopping.signal });
  const queued = new Map<string, number>();
  let running: Promise<void> | undefined;
  let again = false;
  let forgotAt = Date.now();

  async function queueDue(): Promise<void> {
    const now = Date.now();
    for (const [id, at] of queued) if (now - at > QUEUED_MS) queued.delete(id);
    const due = await listDueDeliveries(pool, "workers");
    const added = due.filter((deliveryId) => !queued.has(deliveryId));
    for (const deliveryId of added) queued.set(deliveryId, now);
    await queues.addAll(
      "deliver",
      added.map((deliveryId) => ({ deliveryId })),
    );
  }

  async function look(): Promise<void> {
    do {
      again = false;
      await dispatchOutbox(pool);
      await queueDue();
    } while (again && !stopping.signal.aborted);
    if (Date.now() - forgotAt < FORGET_EVERY_MS) return;
    forgotAt = Date.now();
    await forgetDeliveries(pool);
  }

  function run(): void {
    again = true;
    running ??= look()
      .catch((error) => log.warn({ err: error }, "looking for webhooks failed; it is tried again"))
      .finally(() => {
        running = undefined;
      });
  }

  const worker = queues.process("deliver", CONCURRENCY, async ({ deliveryId }) => {
    const delivered = await deliver(delivering, deliveryId);
    queued.delete(deliveryId);
    if (delivered === null || stopping.signal.aborted) return;
    logTry(log, delivered);
    // Its place is free for the next that waits for the same endpoint.
    run();
  });
  const timer = setInterval(run, LOOK_EVERY_MS);
  return {
    close: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
      await worker.close();
    },
  };
}
