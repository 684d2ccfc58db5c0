import { Registry } from "prom-client";
import { expect, it, onTestFinished, vi } from "vitest";
import { createPool } from "../../src/db/client.js";
import { createLogger } from "../../src/lib/log.js";
import { createReading } from "../../src/metrics/createReading.js";
import { createMetrics } from "../../src/metrics/metrics.js";
import { registerQueueMetrics } from "../../src/metrics/registerProcessMetrics.js";
import { registerStoreMetrics } from "../../src/metrics/registerStoreMetrics.js";
import { serveMetrics } from "../../src/metrics/serveMetrics.js";
import { openQueues } from "../../src/queues.js";
import { createTestDatabase } from "../support/database.js";
import { startRedis } from "../support/redis.js";
import { startTcpProxy } from "../support/tcpProxy.js";

const log = createLogger("silent");

/** Serves what a registry holds, as a process does. */
async function serve(registry: Registry) {
  const served = await serveMetrics(registry, { host: "127.0.0.1", port: 0 }, log);
  onTestFinished(() => served.close());
  return async () => {
    const response = await fetch(served.url ?? "");
    return { status: response.status, text: await response.text() };
  };
}

it("a scrape while PostgreSQL is away says so, shows what the process knows, and nothing of before", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const way = await startTcpProxy(Number(new URL(database.url).port));
  onTestFinished(() => way.close());
  const url = new URL(database.url);
  url.port = String(way.port);
  const pool = createPool(url.href, 2);
  onTestFinished(() => pool.end());
  const metrics = createMetrics();
  registerStoreMetrics(metrics.registry, { pool, networks: ["tron"], log });
  metrics.observeRequest({ method: "GET", route: "/v1/wallets/:id", status: 503, seconds: 0.1 });
  const scrape = await serve(metrics.registry);

  // A ledger that was never verified is not one that disagrees.
  expect((await scrape()).text).toMatch(/^coffer_database_up 1$/m);
  expect((await scrape()).text).not.toMatch(/^coffer_ledger_verified /m);
  await pool.query("INSERT INTO ledger_verifications (ok, checks, took_ms) VALUES (true, '[]', 1)");
  await expect.poll(async () => (await scrape()).text, { timeout: 20_000 }).toMatch(/^coffer_ledger_verified 1$/m);

  way.cut();
  await expect.poll(async () => (await scrape()).text, { timeout: 20_000 }).toMatch(/^coffer_database_up 0$/m);
  const { status, text } = await scrape();
  expect(status).toBe(200);
  expect(text).toMatch(/^coffer_http_request_seconds_count\{.*status="503"\} 1$/m);
  expect(text).not.toMatch(/^coffer_(ledger_verified|checkouts_open|deposits_stuck)\b/m);

  way.mend();
  await expect.poll(async () => (await scrape()).text, { timeout: 20_000 }).toMatch(/^coffer_database_up 1$/m);
});

it("a scrape while Redis is away says so", async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.close());
  const queues = await openQueues({ redisUrl: redis.url, databaseUrl: "", storeId: "scraped", log });
  onTestFinished(() => queues.close());
  const registry = new Registry();
  registerQueueMetrics(registry, queues.all, log);
  const scrape = await serve(registry);
  expect((await scrape()).text).toMatch(/^coffer_queue_up 1$/m);
  await redis.kill();
  await expect.poll(async () => (await scrape()).text, { timeout: 20_000 }).toMatch(/^coffer_queue_up 0$/m);
  const { status, text } = await scrape();
  expect(status).toBe(200);
  expect(text).not.toMatch(/^coffer_queue_jobs\{/m);
  await redis.restart();
  await expect.poll(async () => (await scrape()).text, { timeout: 20_000 }).toMatch(/^coffer_queue_up 1$/m);
});

it("a reading that hangs is left out, and not sent a second time until it has ended", async () => {
  let [started, end] = [0, (_figures: number) => {}];
  const read = () => {
    started += 1;
    return new Promise<number>((resolve) => {
      end = resolve;
    });
  };
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const reading = createReading("what hangs", read, log, 8_000);
  for (let scrape = 0; scrape < 3; scrape += 1) {
    const figures = reading();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await figures).toBeNull();
  }
  expect(started).toBe(1);
  const figures = reading();
  end(7);
  expect(await figures).toBe(7);
});
