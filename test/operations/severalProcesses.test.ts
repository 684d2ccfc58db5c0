import { afterAll, beforeAll, expect, it } from "vitest";
import { readDevelopment } from "../../src/embedded/development.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Coffer, callCoffer, createDataDirectory, type Main, startCoffer } from "../support/coffer.js";
import { type DebianPostgres, startDebianPostgres } from "../support/debianPostgres.js";
import { startPgBouncer } from "../support/pgBouncer.js";
import { startRedis, type TestRedis } from "../support/redis.js";

let postgres: DebianPostgres;
let pooler: Awaited<ReturnType<typeof startPgBouncer>>;
let redis: TestRedis;
let data: Awaited<ReturnType<typeof createDataDirectory>>;
const apis: Coffer[] = [];
const workers: Coffer[] = [];

beforeAll(async () => {
  [postgres, redis, data] = await Promise.all([startDebianPostgres(), startRedis(), createDataDirectory()]);
  pooler = await startPgBouncer(postgres.port);
  const start = (main: Main) =>
    startCoffer(main, {
      DATA_DIR: data.path,
      DATABASE_URL: `postgresql://coffer@127.0.0.1:${pooler.port}/coffer`,
      DIRECT_DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      COFFER_DEV: "1",
      PORT: main === "src/server.ts" ? "0" : "",
      METRICS_PORT: "0",
      LOG_LEVEL: "warn",
    });
  // The first bring the development chains up; the others join them, as all join one database. An API is ready once workers
  // have scanned.
  for (let pair = 0; pair < 2; pair += 1) {
    const [api, worker] = await Promise.all([start("src/server.ts"), start("workers/main.ts")]);
    apis.push(api);
    workers.push(worker);
  }
}, 180_000);
afterAll(async () => {
  for (const process of [...workers, ...apis.toReversed()]) await process.stop();
  await pooler.stop();
  await redis.close();
  await postgres.stop();
  await data.remove();
});

/** Calls one API process or the other in turn, as a balancer would. */
let turn = 0;
async function call(role: "store" | "service" | "operator", path: string, body?: Record<string, unknown>) {
  turn += 1;
  const api = apis[turn % apis.length];
  if (api === undefined) throw new RangeError("no API runs");
  return callCoffer(api, data.path, role, path, body);
}

it("two APIs and two workers on Debian's PostgreSQL behind PgBouncer, with Redis, take payments and spend them once", async () => {
  const development = readDevelopment(data.path);
  const buyers = await Promise.all(
    (["tron", "ethereum"] as const).map(async (network) => {
      const wallet = await call("store", "/v1/wallets", { externalId: `buyer on ${network}` });
      const checkout = await call("store", "/v1/checkouts", { walletId: wallet.body.id, packId: "small", network });
      await payOnDevelopmentChain({
        network,
        development,
        to: String(checkout.body.address),
        amount: parseAmount("10"),
      });
      return wallet.body.id;
    }),
  );
  for (const walletId of buyers) {
    const available = async () => (await call("store", `/v1/wallets/${walletId}`)).body.available;
    await expect.poll(available, { timeout: 60_000, interval: 300 }).toBe("120");
    // 130 debits of one credit, through both processes at once, of a wallet that holds 120.
    const answers = await Promise.all(
      Array.from({ length: 130 }, () => call("service", "/v1/debits", { walletId, credits: "1" })),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([...Array(120).fill(201), ...Array(10).fill(402)]);
    expect(await available()).toBe("0");
  }
  const { body } = await call("operator", "/v1/ledger/verify");
  expect(body.ok, JSON.stringify(body.checks)).toBe(true);
}, 180_000);
