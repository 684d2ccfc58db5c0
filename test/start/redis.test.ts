import { afterAll, beforeAll, expect, test } from "vitest";
import { readDevelopment } from "../../src/embedded/development.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { parseAmount } from "../../src/lib/money.js";
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

test("a store on Redis whose queue is flushed in mid-run still credits every payment once (case 32)", async () => {
  const development = readDevelopment(data.path);
  const wallets: string[] = [];
  for (const network of ["tron", "ethereum"] as const) {
    const wallet = await callCoffer(coffer, data.path, "store", "/v1/wallets", { externalId: `flushed ${network}` });
    const checkout = await callCoffer(coffer, data.path, "store", "/v1/checkouts", {
      walletId: wallet.body.id,
      packId: "small",
      network,
    });
    await payOnDevelopmentChain({ network, development, to: String(checkout.body.address), amount: parseAmount("10") });
    wallets.push(wallet.body.id);
  }
  for (let flush = 0; flush < 4; flush += 1) {
    expect(await redis.client.dbsize()).toBeGreaterThan(0);
    await redis.client.flushall();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
  for (const walletId of wallets) {
    const available = async () =>
      (await callCoffer(coffer, data.path, "store", `/v1/wallets/${walletId}`)).body.available;
    await expect.poll(available, { timeout: 50_000, interval: 300 }).toBe("120");
  }
  const verified = await callCoffer(coffer, data.path, "operator", "/v1/ledger/verify");
  expect(verified.body.ok).toBe(true);
});
