import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { confirmDeposits } from "../../src/deposits/confirmDeposits.js";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { parseConfirmations } from "../../src/lib/confirmations.js";
import { createLogger } from "../../src/lib/log.js";
import { parseAmount } from "../../src/lib/money.js";
import { openQueues, type Queues } from "../../src/queues.js";
import { startTick } from "../../workers/tick.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import { startRedis, type TestRedis } from "../support/redis.js";

// Workers in processes of their own whose event loop stands still past the lock of their job, which is 1 s here.

const WORKER = fileURLToPath(new URL("../support/busyCreditWorker.ts", import.meta.url));
const LOCK_MS = 1_000;
const TEST_MS = 400_000;
const log = createLogger("silent");
const usdt = parseAmount;

let network: Awaited<ReturnType<typeof startEthereumNetwork>>;
let store: DepositStore;
let redis: TestRedis;

beforeAll(async () => {
  [network, redis] = await Promise.all([startEthereumNetwork(), startRedis()]);
  store = await createDepositStore(network);
});
afterAll(async () => {
  await store.close();
  await Promise.all([network.close(), redis.close()]);
});

describe.each(["PostgreSQL", "Redis"])("a job on %s whose worker stands still", (backend) => {
  const storeId = `stalled-${backend}`;
  const children: ChildProcess[] = [];
  const closes: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    for (const close of closes.splice(0).reverse()) await close();
    expect((await verifyLedger(store.database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  async function open(): Promise<Queues> {
    const redisUrl = backend === "Redis" ? redis.url : undefined;
    const queues = await openQueues({ redisUrl, databaseUrl: store.database.url, storeId, log, lockMs: LOCK_MS });
    closes.push(() => queues.close());
    return queues;
  }

  /** A worker process; `lines` is what it has printed. */
  async function startBusyWorker(busyMs: number): Promise<{ lines(): string[] }> {
    const child = spawn(process.execPath, ["--import", "tsx", WORKER], {
      env: {
        ...{ PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: store.database.url, STORE_ID: storeId },
        ...{ LOCK_MS: String(LOCK_MS), BUSY_MS: String(busyMs), RPC_URL: network.nodeUrl, USDT: network.usdt },
        ...(backend === "Redis" ? { REDIS_URL: redis.url } : {}),
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    const lines = () => output.split("\n").filter((line) => line !== "");
    await expect.poll(lines, { timeout: 150_000 }).toContain("ready");
    return { lines };
  }

  /** A payment that is final and due, and what its wallet has once it is credited. */
  async function payDue() {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("10"));
    await network.mine(network.finalAfter);
    const { pool } = store.database;
    await scanNetwork(pool, network.chain);
    const [depositId = ""] = await confirmDeposits(store.crediting, "ethereum", parseConfirmations("final"));
    return { depositId, isCredited: async () => (await store.available(checkout.walletId)) === usdt("120") };
  }

  function processHere(queues: Queues): void {
    const worker = queues.process("credit", 1, async ({ depositId }) => {
      await creditDeposit(store.crediting, depositId);
    });
    closes.push(() => worker.close());
  }

  test("is done by another, and the late one finds it done (case 30)", { timeout: TEST_MS }, async () => {
    const { depositId, isCredited } = await payDue();
    const queues = await open();
    const late = await startBusyWorker(6_000);
    await queues.add("credit", { depositId });
    await expect.poll(late.lines, { timeout: 150_000 }).toContain("took");
    processHere(queues);
    await expect.poll(isCredited, { timeout: 150_000 }).toBe(true);
    await expect.poll(() => late.lines().at(-1), { timeout: 150_000 }).toBe("not_due");
    expect(await isCredited()).toBe(true);
  });

  test("twice fails for good, and is seen failed; the tick has the deposit credited by a new job (case 31)", {
    timeout: TEST_MS,
  }, async () => {
    const { depositId, isCredited } = await payDue();
    const queues = await open();
    const first = await startBusyWorker(600_000);
    await queues.add("credit", { depositId });
    await expect.poll(first.lines, { timeout: 150_000 }).toContain("took");
    const second = await startBusyWorker(600_000);
    await expect.poll(second.lines, { timeout: 150_000 }).toContain("took");
    processHere(queues);
    const failed = async () => {
      const credit = queues.all().find(({ name }) => name === "credit");
      return (await credit?.getFailed())?.map(({ failedReason }) => failedReason) ?? [];
    };
    await expect.poll(failed, { timeout: 150_000 }).toEqual([expect.stringContaining("stalled more than")]);
    expect(await isCredited()).toBe(false);
    const tick = startTick(store.database.pool, queues, [{ network: "ethereum", everyMs: 60_000 }], log);
    closes.push(() => tick.close());
    await expect.poll(isCredited, { timeout: 150_000 }).toBe(true);
  });
});
