import { afterAll, beforeAll, expect, test } from "vitest";
import { readDevelopment } from "../../src/embedded/development.js";
import { parseAmount } from "../../src/lib/money.js";
import { driveEthereum } from "../simulation/world/driveEthereum.js";
import { driveTron } from "../simulation/world/driveTron.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "../support/coffer.js";
import { startRedis, type TestRedis } from "../support/redis.js";

let redis: TestRedis;
let data: Awaited<ReturnType<typeof createDataDirectory>>;
let coffer: Coffer;

beforeAll(async () => {
  redis = await startRedis();
  data = await createDataDirectory();
  coffer = await startCoffer("src/main.ts", {
    DATA_DIR: data.path,
    PORT: "0",
    LOG_LEVEL: "warn",
    REDIS_URL: redis.url,
  });
});
afterAll(async () => {
  expect(await coffer.stop()).toBe(0);
  await redis.close();
  await data.remove();
});

/** The catalogue of cases says 100 payments in flight: half of them on each network, fifteen in a transaction. */
const EACH = 50;
const TOGETHER = 15;

type Call = Parameters<typeof callCoffer>;
const call = (role: Call[2], path: string, body?: Call[4]) => callCoffer(coffer, data.path, role, path, body);

async function openCheckouts(network: "tron" | "ethereum"): Promise<{ walletId: string; to: string }[]> {
  const opened: { walletId: string; to: string }[] = [];
  for (let index = 0; index < EACH; index += 1) {
    const wallet = await call("store", "/v1/wallets", { externalId: `flushed ${network} ${index}` });
    const checkout = await call("store", "/v1/checkouts", { walletId: wallet.body.id, packId: "small", network });
    opened.push({ walletId: wallet.body.id, to: String(checkout.body.address) });
  }
  return opened;
}

const countOf = async (status: string) =>
  ((await call("operator", `/v1/deposits?limit=100&status=${status}`)).body.data as unknown[]).length;

test("a store on Redis whose queue is flushed with 100 payments in flight credits each of them once (case 32)", {
  timeout: 180_000,
}, async () => {
  const { ethereum: onEthereum, tron: onTron } = readDevelopment(data.path);
  if (onEthereum === undefined || onTron === undefined) throw new Error("The store has both development chains.");
  const development = { ethereum: onEthereum, tron: onTron };
  const [tron, ethereum] = await Promise.all([driveTron(development), driveEthereum(development)]);
  const opened = await Promise.all([openCheckouts("tron"), openCheckouts("ethereum")]);
  await Promise.all(
    [tron, ethereum].map(async (chain, index) => {
      const payments = (opened[index] ?? []).map(({ to }) => ({ to, amount: parseAmount("10") }));
      for (let first = 0; first < EACH; first += TOGETHER) {
        await chain.payTogether(payments.slice(first, first + TOGETHER));
      }
    }),
  );
  await expect.poll(async () => (await countOf("detected")) + (await countOf("confirming"))).toBeGreaterThan(EACH);
  for (let flush = 0; flush < 4; flush += 1) {
    await redis.client.flushall();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    // Its jobs are put there again by what the tables say.
    await expect.poll(() => redis.client.dbsize()).toBeGreaterThan(0);
  }
  await expect.poll(() => countOf("credited"), { timeout: 120_000, interval: 300 }).toBe(2 * EACH);
  for (const { walletId } of opened.flat()) {
    expect((await call("store", `/v1/wallets/${walletId}`)).body.available).toBe("120");
  }
  expect((await call("operator", "/v1/ledger/verify")).body.ok).toBe(true);
});
