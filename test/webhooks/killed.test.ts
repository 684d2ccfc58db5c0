import { afterAll, beforeAll, expect, it } from "vitest";
import { EVENT_TYPES } from "../../src/db/outbox.js";
import { readDevelopment } from "../../src/embedded/development.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { parseAmount } from "../../src/lib/money.js";
import { checkOutbox } from "../../src/webhooks/checkOutbox.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "../support/coffer.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { type Receiver, startReceiver, verify } from "./receiver.js";

let data: Awaited<ReturnType<typeof createDataDirectory>>;
let database: TestDatabase;
let receiver: Receiver;
let hanging: Receiver;
let coffer: Coffer;

const start = () =>
  startCoffer("src/main.ts", {
    DATA_DIR: data.path,
    DATABASE_URL: database.url,
    COFFER_DEV: "1",
    PORT: "0",
    LOG_LEVEL: "warn",
    WEBHOOK_ALLOW_HOSTS: "127.0.0.1",
  });

beforeAll(async () => {
  [data, database, receiver, hanging] = await Promise.all([
    createDataDirectory(),
    createTestDatabase(),
    startReceiver(),
    startReceiver(),
  ]);
  hanging.answerWith(() => {});
  coffer = await start();
}, 300_000);
afterAll(async () => {
  expect(await coffer.stop()).toBe(0);
  await Promise.all([receiver.close(), hanging.close()]);
  await database.drop();
  await data.remove();
});

const call = (role: "store" | "service", path: string, body?: Record<string, unknown>) =>
  callCoffer(coffer, data.path, role, path, body);

/** Opens a checkout and pays it. */
async function buy(buyer: string): Promise<{ walletId: string; checkoutId: string }> {
  const wallet = await call("store", "/v1/wallets", { externalId: buyer });
  const walletId = wallet.body.id;
  const checkout = await call("store", "/v1/checkouts", { walletId, packId: "small", network: "ethereum" });
  const development = readDevelopment(data.path);
  const to = String(checkout.body.address);
  await payOnDevelopmentChain({ network: "ethereum", development, to, amount: parseAmount("10") });
  return { walletId, checkoutId: checkout.body.id };
}

/** Buys, and then is given credits, spends and is refunded, over and over until the store is gone. */
async function trade(buyer: string): Promise<void> {
  const { walletId } = await buy(buyer);
  for (;;) {
    await call("store", `/v1/wallets/${walletId}/grants`, { credits: "2", kind: "promotional", reason: "trade" });
    const debit = await call("service", "/v1/debits", { walletId, credits: "1" });
    await call("service", `/v1/debits/${debit.body.id}/refund`, { credits: "0.5", reason: "trade" });
  }
}

async function eventIds(): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>("SELECT id FROM outbox ORDER BY id");
  return rows.map(({ id }) => id);
}

it("case 67: of all that happened in processes that were killed, every event arrives and none that did not happen", async () => {
  const { body: endpoint } = await call("store", "/v1/webhook-endpoints", { url: receiver.url, events: EVENT_TYPES });
  await call("store", "/v1/webhook-endpoints", { url: hanging.url, events: EVENT_TYPES });
  for (let round = 0; round < 2; round += 1) {
    const buyers = ["ann", "bob", "eve"].map((name) => `${name} ${round}`);
    const traders = Promise.allSettled(buyers.map(trade));
    // From a random moment on: whatever is being done is left in the middle.
    await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBeGreaterThan(20 * (round + 1));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_000));
    await coffer.stop("SIGKILL");
    await traders;
    coffer = await start();
  }
  const { checkoutId } = await buy("the last");
  const unsettled = async () => {
    const { rows } = await database.pool.query(
      "SELECT id FROM checkouts WHERE id = $1 AND status <> 'paid' UNION ALL SELECT id FROM deposits WHERE status <> 'credited'",
      [checkoutId],
    );
    return rows;
  };
  await expect.poll(unsettled, { timeout: 100_000, interval: 500 }).toEqual([]);
  const missing = async () => {
    const arrived = new Set(receiver.received.map(({ id }) => id));
    return (await eventIds()).filter((id) => !arrived.has(id));
  };
  await expect.poll(missing, { timeout: 100_000, interval: 500 }).toEqual([]);

  const happened = new Set(await eventIds());
  expect(happened.size).toBeGreaterThan(40);
  const types = new Set<string>();
  for (const webhook of receiver.received) {
    expect(happened).toContain(webhook.id);
    types.add(verify(String(endpoint.secret), webhook).type);
  }
  expect([...types]).toEqual(
    expect.arrayContaining([
      "checkout.created",
      "deposit.detected",
      "deposit.credited",
      "checkout.paid",
      "grant.created",
      "debit.refunded",
    ]),
  );
  const { checks } = await checkOutbox(database.pool);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  // All the while another endpoint answered nothing.
  expect(hanging.received.length).toBeGreaterThan(0);
}, 400_000);
