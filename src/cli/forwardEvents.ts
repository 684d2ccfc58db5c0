import type { EventType } from "../db/outbox.js";
import { createDelivering } from "../start/createDelivering.js";
import type { Store } from "../start/store.js";
import { listDueDeliveries } from "../webhooks/claimDelivery.js";
import { type Delivered, deliver } from "../webhooks/deliver.js";
import { closeListener, openListener, renewListener } from "../webhooks/listener.js";

const LOOK_EVERY_MS = 200;
const RENEW_EVERY_MS = 5_000;

type Forwarding = { forwardTo: URL; events: EventType[]; secret: string; signal: AbortSignal };

function print({ delivery, made, after }: Delivered): void {
  const answer = made.status === null ? "failed" : String(made.status);
  const next =
    after.kind === "again"
      ? `; next try in ${Math.round(after.waitMs / 1000)} s`
      : after.kind === "failed"
        ? `; ${after.failure}`
        : "";
  const why = made.error === null ? "" : `  ${made.error}`;
  const columns = [made.at.slice(11, 19), delivery.eventType.padEnd(18), delivery.eventId, answer.padEnd(6)];
  console.log(`${columns.join("  ")}  ${made.latencyMs} ms${why}${next}`);
}

/** Delivers what comes for the endpoint until `signal` is aborted. */
async function forward(store: Store, endpointId: string, { forwardTo, secret, signal }: Forwarding): Promise<void> {
  const { pool } = store.database;
  const allowHosts = new Set([forwardTo.hostname]);
  const delivering = { ...createDelivering(store, { allowHosts, signal }), secretsOf: () => [secret] };
  let renewedAt = Date.now();
  while (!signal.aborted) {
    const due = await listDueDeliveries(pool, { endpointId });
    const tried = await Promise.all(due.map((id) => deliver(delivering, id)));
    for (const each of tried) if (each !== null) print(each);
    if (Date.now() - renewedAt > RENEW_EVERY_MS) {
      await renewListener(pool, endpointId);
      renewedAt = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Sends a running store's events to an address of this machine, signed by `secret`, and prints what it answers. */
export async function forwardEvents(store: Store, forwarding: Forwarding): Promise<void> {
  const { pool } = store.database;
  const { forwardTo, events, secret } = forwarding;
  const endpointId = await openListener(pool, forwardTo.href, events);
  console.log(`Forwarding events to ${forwardTo.href}\nSecret ${secret} (the same at every start)\n`);
  try {
    await forward(store, endpointId, forwarding);
  } finally {
    await closeListener(pool, endpointId);
  }
}
