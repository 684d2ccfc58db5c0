import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "../src/lib/log.js";
import { openQueues, type Queues } from "../src/queues.js";
import { createTestDatabase, type TestDatabase } from "./support/database.js";
import { startRedis, type TestRedis } from "./support/redis.js";

const log = createLogger("silent");
let database: TestDatabase;
let redis: TestRedis;

beforeAll(async () => {
  database = await createTestDatabase();
  redis = await startRedis();
});
afterAll(async () => {
  await redis.close();
  await database.drop();
});

describe.each(["PostgreSQL", "Redis"])("queues on %s", (backend) => {
  const closes: (() => Promise<void>)[] = [];

  async function open(storeId = "one"): Promise<Queues> {
    const redisUrl = backend === "Redis" ? redis.url : undefined;
    const queues = await openQueues({ redisUrl, databaseUrl: database.url, storeId, log });
    closes.push(() => queues.close());
    return queues;
  }

  afterEach(async () => {
    for (const close of closes.splice(0).reverse()) await close();
  });

  test("a job that one process adds is processed by another", async () => {
    const [adding, working] = [await open(), await open()];
    const seen: string[] = [];
    const worker = working.process("credit", 2, async ({ depositId }) => {
      seen.push(depositId);
    });
    closes.push(() => worker.close());
    await adding.add("credit", { depositId: "dep_a" });
    await expect.poll(() => seen).toEqual(["dep_a"]);
  });

  test("a job that throws does not hold up the next", async () => {
    const queues = await open();
    const seen: string[] = [];
    const worker = queues.process("credit", 1, async ({ depositId }) => {
      if (depositId === "dep_bad") throw new Error("poison");
      seen.push(depositId);
    });
    closes.push(() => worker.close());
    await queues.add("credit", { depositId: "dep_bad" });
    await queues.add("credit", { depositId: "dep_good" });
    await expect.poll(() => seen).toEqual(["dep_good"]);
  });

  test("a beat set twice beats once, and goes on after its jobs are done", async () => {
    const queues = await open();
    let beats = 0;
    const worker = queues.process("scan", 1, async () => {
      beats += 1;
    });
    closes.push(() => worker.close());
    await queues.repeat("scan", "scan-tron", { network: "tron" }, 100);
    await queues.repeat("scan", "scan-tron", { network: "tron" }, 100);
    await expect.poll(() => beats, { timeout: 10_000 }).toBeGreaterThanOrEqual(5);
  });
});

test("stores that share a Redis do not see each other's jobs", async () => {
  const open = (storeId: string) => openQueues({ redisUrl: redis.url, databaseUrl: database.url, storeId, log });
  const [ours, theirs] = [await open("ours"), await open("theirs")];
  const seen: string[] = [];
  const worker = ours.process("confirm", 1, async ({ network }) => {
    seen.push(network);
  });
  await theirs.add("confirm", { network: "ethereum" });
  await ours.add("confirm", { network: "tron" });
  await expect.poll(() => seen).toEqual(["tron"]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(seen).toEqual(["tron"]);
  await worker.close();
  await ours.close();
  await theirs.close();
});

test("a Redis that refuses CONFIG, as hosted ones do, is used all the same", async () => {
  await redis.client.acl("SETUSER", "hosted", "on", ">secret", "~*", "&*", "+@all", "-config");
  const redisUrl = redis.url.replace("redis://", "redis://hosted:secret@");
  const queues = await openQueues({ redisUrl, databaseUrl: database.url, storeId: "hosted", log });
  const seen: string[] = [];
  const worker = queues.process("confirm", 1, async ({ network }) => {
    seen.push(network);
  });
  await queues.add("confirm", { network: "tron" });
  await expect.poll(() => seen).toEqual(["tron"]);
  await worker.close();
  await queues.close();
});
