import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { type ClaimedDelivery, claimDelivery, listDueDeliveries } from "../../src/webhooks/claimDelivery.js";
import { dispatchOutbox } from "../../src/webhooks/dispatchOutbox.js";
import { recordTry } from "../../src/webhooks/recordTry.js";
import { redeliver } from "../../src/webhooks/redeliver.js";
import { type Registered, startWebhookStore, type WebhookStore } from "./webhookStore.js";

const GONE = { kind: "failed", failure: "The endpoint answered 410 and was disabled.", disable: true } as const;
const MADE = { at: "2026-11-30T12:00:00.000Z", status: 410, error: null, latencyMs: 1 };

let store: WebhookStore;
let endpoint: Registered;
let walletId: string;
let claimed: ClaimedDelivery;

beforeAll(async () => {
  store = await startWebhookStore();
  walletId = await store.api.openWallet();
});
beforeEach(async () => {
  const { pool } = store.api.dependencies;
  endpoint = await store.register("http://127.0.0.1:1/", ["grant.created"]);
  await store.grant(walletId);
  await dispatchOutbox(pool);
  const [due = ""] = await listDueDeliveries(pool, "workers");
  const delivery = await claimDelivery(pool, due);
  if (delivery === null) throw new Error("nothing was due");
  claimed = delivery;
});
afterEach(async () => {
  await store.api.call(`DELETE /v1/webhook-endpoints/${endpoint.id}`, { as: "store" });
});
afterAll(() => store.close());

/** How many wait for a row's lock. */
async function countWaiting(): Promise<number> {
  const { rows } = await store.api.dependencies.pool.query<{ waiting: number }>(
    "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0]?.waiting ?? 0;
}

/**
 * Has `write` read the endpoint and halt before it has written the event's delivery, by a transaction that is about to
 * write the same row; the endpoint is disabled meanwhile, and then `write` goes on.
 */
async function disableWhile(eventId: string, write: () => Promise<unknown>): Promise<void> {
  const { pool } = store.api.dependencies;
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO webhook_deliveries (id, endpoint_id, event_id, event_type, state, next_attempt_at)
       VALUES ('dlv_halt', $1, $2, 'grant.created', 'pending', now())`,
      [endpoint.id, eventId],
    );
    const writing = write();
    await expect.poll(countWaiting).toBe(1);
    let disabled = false;
    const disabling = recordTry(pool, claimed, MADE, GONE).then(() => {
      disabled = true;
    });
    await expect.poll(async () => disabled || (await countWaiting()) === 2).toBe(true);
    await client.query("ROLLBACK");
    await Promise.all([writing, disabling]);
  } finally {
    client.release();
  }
}

async function newestEvent(): Promise<string> {
  return (await store.api.call("GET /v1/events?type=grant.created&limit=1", { as: "store" })).body.data[0].id;
}

const states = async () => {
  const path = `GET /v1/webhook-endpoints/${endpoint.id}/deliveries` as const;
  const { body } = await store.api.call(path, { as: "store" });
  return body.data.map(({ state, failure }: { state: string; failure: string }) => ({ state, failure }));
};
const failed = { state: "failed", failure: GONE.failure };

it("leaves nothing pending that a dispatcher was writing while the endpoint was disabled", async () => {
  await store.grant(walletId);
  await disableWhile(await newestEvent(), () => dispatchOutbox(store.api.dependencies.pool));
  expect(await states()).toEqual([failed, failed]);
});

it("leaves nothing pending that was asked for again while the endpoint was disabled", async () => {
  const { pool } = store.api.dependencies;
  await store.grant(walletId);
  const eventId = await newestEvent();
  await pool.query("UPDATE outbox SET dispatched_at = now() WHERE dispatched_at IS NULL");
  await disableWhile(eventId, () => redeliver(pool, null, eventId));
  expect(await states()).toEqual([failed, failed]);
});

it("lets nobody write for an endpoint while it is being disabled", async () => {
  const { pool } = store.api.dependencies;
  await store.grant(walletId);
  await dispatchOutbox(pool);
  await store.grant(walletId);
  const client = await pool.connect();
  try {
    // The endpoint is disabled, but not yet the delivery beside the claimed one.
    await client.query("BEGIN");
    const beside = "SELECT FROM webhook_deliveries WHERE endpoint_id = $1 AND id <> $2 FOR UPDATE";
    expect((await client.query(beside, [endpoint.id, claimed.id])).rowCount).toBe(1);
    const disabling = recordTry(pool, claimed, MADE, GONE);
    await expect.poll(countWaiting).toBe(1);
    const writing = dispatchOutbox(pool);
    await expect.poll(countWaiting).toBe(2);
    await client.query("COMMIT");
    await Promise.all([disabling, writing]);
  } finally {
    client.release();
  }
  expect(await states()).toEqual([failed, failed]);
});
