import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createApp } from "../../src/api/app.js";
import { createLimits } from "../../src/api/limits.js";
import { type ServedApp, serveApp } from "../../src/api/serveApp.js";
import { readEnv } from "../../src/lib/env.js";
import { createShutdown, type Shutdown } from "../../src/lib/shutdown.js";
import { openLimitStores } from "../../src/start/openLimitStores.js";
import { startRedis, type TestRedis } from "../support/redis.js";
import { startTcpProxy, type TcpProxy } from "../support/tcpProxy.js";
import { type Api, startApi } from "./startApi.js";

// Case 37: what a request does while Redis is away. No timer ends unless a test says so: a request that is answered all
// the same has waited for none of Redis's time-outs.

let api: Api;
let redis: TestRedis;
let way: TcpProxy;
let shutdown: Shutdown;
let served: ServedApp;
let walletId: string;

beforeAll(async () => {
  api = await startApi();
  walletId = await api.openWallet("1000");
  redis = await startRedis();
});
beforeEach(async () => {
  way = await startTcpProxy(redis.port);
  const { log } = api.dependencies;
  shutdown = createShutdown(log);
  const env = readEnv({ REDIS_URL: `redis://127.0.0.1:${way.port}` });
  const limits = createLimits(openLimitStores({ env, storeId: "away", log }, shutdown));
  const changes = { subscribe: () => () => {}, close: async () => {} };
  served = await serveApp(createApp({ ...api.dependencies, limits }), { host: "127.0.0.1", port: 0, changes });
  const connected = async () => String(await redis.client.client("LIST")).includes("name=coffer-limits");
  await vi.waitFor(async () => expect(await connected()).toBe(true), { timeout: 10_000, interval: 50 });
});
afterEach(async () => {
  vi.useRealTimers();
  await served.close();
  await shutdown.close();
  await way.close();
});
afterAll(async () => {
  await redis.close();
  await api.close();
});

async function call(path: string, key?: string, body?: object): Promise<number> {
  const headers = {
    ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
    ...{ "Content-Type": "application/json", "Idempotency-Key": `away-${Math.random()}` },
  };
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`${served.url}${path}`, { headers, ...sent });
  await response.text();
  return response.status;
}

const spend = () => call("/v1/debits", api.keys.service, { walletId, credits: "1" });
const openCheckout = () => call("/v1/checkouts", api.keys.store, { walletId, packId: "small", network: "tron" });
const readCatalog = () => call("/v1/catalog");

function stopTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
}

it("a Redis that answers nothing delays no spend and no checkout, and keeps no keyless call", async () => {
  expect(await readCatalog()).toBe(200);
  way.freeze();
  stopTimers();
  expect([await spend(), await openCheckout()]).toEqual([201, 201]);
  let answered = 0;
  const reading = readCatalog().then((status) => {
    answered = status;
  });
  // It waits for its count, and is answered once time goes by.
  const goOn = async () => {
    await vi.advanceTimersByTimeAsync(50);
    return answered;
  };
  await expect.poll(goOn).toBe(200);
  await reading;
});

it("a Redis that is stopped delays nothing", async () => {
  expect(await readCatalog()).toBe(200);
  way.cut();
  await expect.poll(async () => String(await redis.client.client("LIST")).includes("name=coffer-limits")).toBe(false);
  stopTimers();
  for (let round = 0; round < 10; round += 1) {
    expect([await spend(), await openCheckout(), await readCatalog()]).toEqual([201, 201, 200]);
  }
});
