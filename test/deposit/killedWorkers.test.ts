import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Coffer, createDataDirectory, startCoffer } from "../support/coffer.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import { startRedis, type TestRedis } from "../support/redis.js";
import { startTcpProxy, type TcpProxy } from "../support/tcpProxy.js";

// The real worker process, killed and cut off from its queue; the tests hold it at a point by holding a lock.

const usdt = parseAmount;
/** Worker processes start several times in a test, which takes its time on a busy machine. */
const TEST_MS = 500_000;
const PATIENCE = { timeout: 200_000, interval: 100 };

let network: Awaited<ReturnType<typeof startEthereumNetwork>>;
let store: DepositStore;
let redis: TestRedis;
let cable: TcpProxy;
let data: Awaited<ReturnType<typeof createDataDirectory>>;
const workers: Coffer[] = [];

beforeAll(async () => {
  [network, redis, data] = await Promise.all([startEthereumNetwork(), startRedis(), createDataDirectory()]);
  [store, cable] = [await createDepositStore(network), await startTcpProxy(redis.port)];
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop("SIGKILL")));
  expect((await verifyLedger(store.database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
});
afterAll(async () => {
  await store.close();
  await cable.close();
  await Promise.all([network.close(), redis.close(), data.remove()]);
}, TEST_MS);

async function startWorker(backend: string): Promise<Coffer> {
  const worker = await startCoffer("workers/main.ts", {
    ...{ DATABASE_URL: store.database.url, DATA_DIR: data.path, COFFER_DEV: "1", LOG_LEVEL: "warn", METRICS_PORT: "0" },
    ...{ ETHEREUM_RPC_URLS: network.nodeUrl, ETHEREUM_USDT: network.usdt, ETHEREUM_XPUB: DEVELOPMENT_XPUBS.ethereum },
    ETHEREUM_CONFIRMATIONS: "final",
    ...(backend === "Redis" ? { REDIS_URL: `redis://127.0.0.1:${cable.port}` } : {}),
  });
  workers.push(worker);
  return worker;
}

async function pay(to?: Awaited<ReturnType<DepositStore["open"]>>) {
  const checkout = to ?? (await store.open());
  await network.pay(checkout.address, usdt("10"));
  await network.mine(network.finalAfter);
  const isCredited = async () => (await store.available(checkout.walletId)) === usdt("120");
  const expectOnce = async () => {
    await expect.poll(isCredited, PATIENCE).toBe(true);
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "credited", credits: usdt("120") }]);
  };
  return { checkout, isCredited, expectOnce };
}

/** Holds what crediting locks last before it posts, so that a worker stands in the middle of its transaction. */
async function holdWallet(walletId: string): Promise<{ release(): Promise<void> }> {
  const client = await store.database.pool.connect();
  await client.query("BEGIN");
  await client.query("SELECT FROM wallets WHERE id = $1 FOR UPDATE", [walletId]);
  return {
    release: async () => {
      await client.query("ROLLBACK");
      client.release();
    },
  };
}

async function waitUntilHeld(): Promise<void> {
  const held = async () => {
    const { rows } = await store.database.pool.query<{ held: number }>(
      "SELECT count(*)::int AS held FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rows[0]?.held ?? 0;
  };
  await expect.poll(held, PATIENCE).toBeGreaterThan(0);
}

/** Keeps a worker from telling its queue that a job is done. */
async function holdAnswers(backend: string): Promise<{ release(): Promise<void> }> {
  if (backend === "Redis") {
    await redis.client.call("CLIENT", "PAUSE", "60000", "WRITE");
    return {
      release: async () => {
        await redis.client.call("CLIENT", "UNPAUSE");
      },
    };
  }
  const client = await store.database.pool.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname ILIKE '%bull%' OR tablename ILIKE '%bull%'`,
  );
  await client.query("BEGIN");
  await client.query(`LOCK TABLE ${rows.map(({ name }) => name).join(", ")} IN EXCLUSIVE MODE`);
  return {
    release: async () => {
      await client.query("ROLLBACK");
      client.release();
    },
  };
}

describe.each(["PostgreSQL", "Redis"])("a worker on %s that is killed with -9", (backend) => {
  test("before its transaction commits, or after that and before its queue knows, has each payment credited once (cases 28 and 29)", {
    timeout: TEST_MS,
  }, async () => {
    const [before, after] = [await store.open(), await store.open()];
    const finish = async ({ address }: { address: string }) => {
      await network.pay(address, usdt("10"));
      await network.mine(network.finalAfter);
    };
    const expectCredited = async ({ id, walletId }: { id: string; walletId: string }) => {
      await expect.poll(() => store.available(walletId), PATIENCE).toBe(usdt("120"));
      expect(await store.deposits(id)).toMatchObject([{ status: "credited", credits: usdt("120") }]);
    };
    const first = await startWorker(backend);
    let hold = await holdWallet(before.walletId);
    await finish(before);
    await waitUntilHeld();
    await first.stop("SIGKILL");
    await hold.release();
    expect(await store.available(before.walletId)).toBe(0n);

    const second = await startWorker(backend);
    await expectCredited(before);
    hold = await holdWallet(after.walletId);
    await finish(after);
    await waitUntilHeld();
    const answers = await holdAnswers(backend);
    await hold.release();
    await expectCredited(after);
    await second.stop("SIGKILL");
    await answers.release();

    await startWorker(backend);
    await (await pay()).expectOnce();
    await expectCredited(before);
    await expectCredited(after);
  });
});

test("a Redis that is killed, full or out of reach delays crediting, loses none, and beats go on (cases 33, 34, 35)", {
  timeout: TEST_MS,
}, async () => {
  await redis.client.config("SET", "maxmemory-policy", "allkeys-lru");
  const worker = await startWorker("Redis");
  await expect.poll(worker.log, PATIENCE).toContain("has maxmemory-policy allkeys-lru and may lose jobs");
  await redis.client.config("SET", "maxmemory-policy", "noeviction");
  await (await pay()).expectOnce();

  await redis.client.config("SET", "maxmemory", "1mb");
  const whileFull = await pay();
  await expect.poll(worker.log, PATIENCE).toContain("OOM");
  await redis.client.config("SET", "maxmemory", "0");
  await whileFull.expectOnce();

  const cutAt = Date.now();
  cable.cut();
  const whileCut = await pay();
  await new Promise((resolve) => setTimeout(resolve, 10_000 - (Date.now() - cutAt)));
  expect(await whileCut.isCredited()).toBe(false);
  cable.mend();
  await whileCut.expectOnce();

  // Redis dies while a job of crediting is in the middle of its transaction, which then commits and can tell nobody.
  const active = await store.open();
  const hold = await holdWallet(active.walletId);
  const whileActive = await pay(active);
  await waitUntilHeld();
  await redis.kill();
  await hold.release();
  const whileDead = await pay();
  await redis.restart();
  await whileActive.expectOnce();
  await whileDead.expectOnce();
  await (await pay()).expectOnce();
});
