import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "../src/lib/log.js";
import { openQueues, type Queues } from "../src/queues.js";
import { createTestDatabase, type TestDatabase } from "./support/database.js";
import { startRedis, type TestRedis } from "./support/redis.js";
import { startTcpProxy } from "./support/tcpProxy.js";

const log = createLogger("silent");
/** A busy machine is slow to open connections. */
const PATIENCE = { timeout: 150_000, interval: 50 };
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
    await expect.poll(() => seen, PATIENCE).toEqual(["dep_a"]);
  });

  test("many jobs are added at once, and none where there are none", async () => {
    const queues = await open(`many-${backend}`);
    const seen: string[] = [];
    const worker = queues.process("credit", 4, async ({ depositId }) => {
      seen.push(depositId);
    });
    closes.push(() => worker.close());
    const ids = Array.from({ length: 300 }, (_, index) => `dep_${index}`);
    await queues.addAll("credit", []);
    await queues.addAll(
      "credit",
      ids.map((depositId) => ({ depositId })),
    );
    await expect.poll(() => seen.toSorted(), PATIENCE).toEqual(ids.toSorted());
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
    await expect.poll(() => seen, PATIENCE).toEqual(["dep_good"]);
  });

  test("a job that is not as its queue's jobs are fails with the reason, and others flow on (case 38)", async () => {
    const queues = await open(`poison-${backend}`);
    const seen: string[] = [];
    const worker = queues.process("credit", 1, async ({ depositId }) => {
      seen.push(depositId);
    });
    closes.push(() => worker.close());
    const credit = queues.all().find(({ name }) => name === "credit");
    for (const poison of [{ deposit: 1 }, null, { depositId: "dep_x", amount: "9" }])
      await credit?.add("poisoned", poison);
    await queues.add("credit", { depositId: "dep_good" });
    await expect.poll(() => seen, PATIENCE).toEqual(["dep_good"]);
    // On PostgreSQL the jobs that failed in other tests are kept in the same place.
    const failed = async () => (await credit?.getFailed())?.filter(({ name }) => name === "poisoned") ?? [];
    const reasons = async () => (await failed()).map(({ failedReason }) => failedReason);
    await expect.poll(reasons, PATIENCE).toHaveLength(3);
    for (const reason of await reasons()) expect(reason).toMatch(/depositId|amount|expected object/i);
  });

  test("the same deposit may be queued again whatever became of it before: no job keeps its name (case 36)", async () => {
    const queues = await open(`again-${backend}`);
    let runs = 0;
    const worker = queues.process("credit", 1, async () => {
      runs += 1;
      if (runs <= 2) throw new Error("not now");
    });
    closes.push(() => worker.close());
    for (let times = 1; times <= 4; times += 1) {
      // Until the one before is over this one is left out: as the tick does, it is added again.
      const added = async () => {
        await queues.add("credit", { depositId: "dep_same" });
        return runs;
      };
      await expect.poll(added, PATIENCE).toBeGreaterThanOrEqual(times);
    }
  });

  test("a deposit has one job at a time, waiting or running, however often it is queued", async () => {
    const queues = await open(`once-${backend}`);
    const credit = queues.all().find(({ name }) => name === "credit");
    await credit?.drain();
    const jobs = [{ depositId: "dep_one" }, { depositId: "dep_two" }, { depositId: "dep_one" }];
    await queues.addAll("credit", jobs);
    await queues.addAll("credit", jobs);
    await queues.add("credit", { depositId: "dep_one" });
    const waiting = async () => (await credit?.getWaiting())?.map(({ data }) => data.depositId).toSorted();
    expect(await waiting()).toEqual(["dep_one", "dep_two"]);

    const seen: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const worker = queues.process("credit", 4, async ({ depositId }) => {
      seen.push(depositId);
      await held;
    });
    closes.push(() => worker.close());
    await expect.poll(() => seen.toSorted(), PATIENCE).toEqual(["dep_one", "dep_two"]);
    await queues.addAll("credit", [...jobs, { depositId: "dep_three" }]);
    await expect.poll(() => seen.toSorted(), PATIENCE).toEqual(["dep_one", "dep_three", "dep_two"]);
    expect(await waiting()).toEqual([]);
    release();
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
    await expect.poll(() => beats, PATIENCE).toBeGreaterThanOrEqual(5);
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
  await expect.poll(() => seen, PATIENCE).toEqual(["tron"]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(seen).toEqual(["tron"]);
  await worker.close();
  await ours.close();
  await theirs.close();
});

test("a Redis that is down has adding fail at once, and a worker go on when it is back (case 37)", async () => {
  const own = await startRedis();
  const queues = await openQueues({ redisUrl: own.url, databaseUrl: database.url, storeId: "down", log });
  const seen: string[] = [];
  const worker = queues.process("credit", 1, async ({ depositId }) => {
    seen.push(depositId);
  });
  await own.kill();
  // Each is refused while Redis is still away, however many there are: none waits for it to come back.
  const adding = Array.from({ length: 20 }, () => queues.add("credit", { depositId: "dep_lost" }));
  const settled = await Promise.allSettled(adding);
  expect(settled.map(({ status }) => status)).toEqual(Array(20).fill("rejected"));
  await own.restart();
  const add = () =>
    queues.add("credit", { depositId: "dep_back" }).then(
      () => true,
      () => false,
    );
  await expect.poll(add, PATIENCE).toBe(true);
  await expect.poll(() => seen, PATIENCE).toContain("dep_back");
  await worker.close();
  await queues.close();
  await own.close();
});

test("a Redis whose machine vanishes without a word has adding fail soon, and both sides go on with the next (case 37)", async () => {
  const way = await startTcpProxy(redis.port);
  const redisUrl = `redis://127.0.0.1:${way.port}`;
  const queues = await openQueues({ redisUrl, databaseUrl: database.url, storeId: "vanished", log });
  const seen: string[] = [];
  const worker = queues.process("credit", 1, async ({ depositId }) => {
    seen.push(depositId);
  });
  await queues.add("credit", { depositId: "dep_before" });
  await expect.poll(() => seen, PATIENCE).toEqual(["dep_before"]);
  way.freeze();
  const asked = Date.now();
  await expect(queues.add("credit", { depositId: "dep_lost" })).rejects.toThrow("timed out");
  expect(Date.now() - asked).toBeLessThan(10_000);
  const add = () =>
    queues.add("credit", { depositId: "dep_after" }).then(
      () => true,
      () => false,
    );
  await expect.poll(add, PATIENCE).toBe(true);
  await expect.poll(() => seen, PATIENCE).toContain("dep_after");
  await worker.close();
  await queues.close();
  await way.close();
}, 120_000);

test("a Redis that refuses CONFIG, as hosted ones do, is used all the same", async () => {
  await redis.client.acl("SETUSER", "hosted", "on", ">secret", "~*", "&*", "+@all", "-config");
  const redisUrl = redis.url.replace("redis://", "redis://hosted:secret@");
  const queues = await openQueues({ redisUrl, databaseUrl: database.url, storeId: "hosted", log });
  const seen: string[] = [];
  const worker = queues.process("confirm", 1, async ({ network }) => {
    seen.push(network);
  });
  await queues.add("confirm", { network: "tron" });
  await expect.poll(() => seen, PATIENCE).toEqual(["tron"]);
  await worker.close();
  await queues.close();
});
