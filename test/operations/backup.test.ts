import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readDevelopment } from "../../src/embedded/development.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "../support/coffer.js";
import { type DebianPostgres, startDebianPostgres } from "../support/debianPostgres.js";

const run = promisify(execFile);

let postgres: DebianPostgres;
let data: Awaited<ReturnType<typeof createDataDirectory>>;
const running: Coffer[] = [];

const environment = (databaseUrl: string) => ({
  DATA_DIR: data.path,
  DATABASE_URL: databaseUrl,
  COFFER_DEV: "1",
  PORT: "0",
  LOG_LEVEL: "error",
});

async function start(databaseUrl: string): Promise<Coffer> {
  const coffer = await startCoffer("src/main.ts", environment(databaseUrl));
  running.push(coffer);
  return coffer;
}

async function openCheckout(coffer: Coffer, externalId: string) {
  const wallet = await callCoffer(coffer, data.path, "store", "/v1/wallets", { externalId });
  const request = { walletId: wallet.body.id, packId: "small", network: "ethereum" };
  const checkout = await callCoffer(coffer, data.path, "store", "/v1/checkouts", request);
  const { address, detail } = checkout.body;
  return { walletId: wallet.body.id, answered: checkout.status, address, detail };
}

const availableOf = async (coffer: Coffer, walletId: string) =>
  (await callCoffer(coffer, data.path, "store", `/v1/wallets/${walletId}`)).body.available;

const command = (databaseUrl: string, args: readonly string[]) =>
  run(process.execPath, ["bin/coffer.mjs", ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment(databaseUrl) },
  });

beforeAll(async () => {
  [postgres, data] = await Promise.all([startDebianPostgres(), createDataDirectory()]);
});
afterAll(async () => {
  for (const coffer of running) await coffer.stop();
  await postgres.stop();
  await data.remove();
});

it("a dump of a running store is restored, verified, and issues no address again that the lost store issued", async () => {
  const first = await start(postgres.url);
  const paid = await openCheckout(first, "before the backup");
  const development = readDevelopment(data.path);
  const amount = parseAmount("10");
  await payOnDevelopmentChain({ network: "ethereum", development, to: String(paid.address), amount });
  await expect.poll(() => availableOf(first, paid.walletId), { timeout: 40_000, interval: 200 }).toBe("120");

  const file = join("/tmp", `coffer-backup-${process.pid}.dump`);
  await postgres.program("pg_dump", ["--format=custom", "--file", file, postgres.url]);
  const lost = await openCheckout(first, "after the backup");
  expect(await first.stop()).toBe(0);

  const restoredUrl = await postgres.createDatabase("restored");
  await postgres.program("pg_restore", ["--dbname", restoredUrl, "--exit-on-error", file]);
  await run("rm", [file]);
  const second = await start(restoredUrl);
  expect((await command(restoredUrl, ["ledger", "verify"])).stdout).toContain("The ledger agrees with its entries.");
  expect(await availableOf(second, paid.walletId)).toBe("120");
  expect(second.log()).toContain("coffer addresses skip");
  expect(await openCheckout(second, "too early")).toMatchObject({
    answered: 503,
    detail: expect.stringContaining("restored from a backup"),
  });

  await command(restoredUrl, ["addresses", "skip", "--by", "50", "--note", "restored last night's dump"]);
  const again = await openCheckout(second, "after the restore");
  expect(again.answered).toBe(201);
  expect([paid.address, lost.address]).not.toContain(again.address);
  expect(await second.stop()).toBe(0);

  // Started once more, the restored store is the store.
  const third = await start(restoredUrl);
  expect((await openCheckout(third, "the day after")).answered).toBe(201);
  expect(third.log()).not.toContain("addresses skip");
  expect(await third.stop()).toBe(0);
}, 180_000);
