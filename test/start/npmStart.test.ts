import { spawn } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDevelopment } from "../../src/embedded/development.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "../support/coffer.js";

let data: Awaited<ReturnType<typeof createDataDirectory>>;
const environment = () => ({ DATA_DIR: data.path, PORT: "0", LOG_LEVEL: "warn" });
const running: Coffer[] = [];
/** How long a process may go on with the catalogue that it knows. */
const CATALOG_REFRESH_MS = 2_500;

async function start(
  main: Parameters<typeof startCoffer>[0] = "src/main.ts",
  extra: Record<string, string> = {},
): Promise<Coffer> {
  const coffer = await startCoffer(main, { ...environment(), ...extra });
  running.push(coffer);
  return coffer;
}

async function openCheckout(coffer: Coffer, externalId: string, network: "tron" | "ethereum") {
  const wallet = await callCoffer(coffer, data.path, "store", "/v1/wallets", { externalId });
  const checkout = await callCoffer(coffer, data.path, "store", "/v1/checkouts", {
    walletId: wallet.body.id,
    packId: "small",
    network,
  });
  expect(checkout.status).toBe(201);
  return { walletId: wallet.body.id, id: checkout.body.id, address: String(checkout.body.address), network };
}

async function pay({ network, address }: { network: "tron" | "ethereum"; address: string }): Promise<void> {
  const development = readDevelopment(data.path);
  await payOnDevelopmentChain({ network, development, to: address, amount: parseAmount("10") });
}

async function waitForCredits(coffer: Coffer, walletId: string, available: string): Promise<void> {
  await expect
    .poll(async () => (await callCoffer(coffer, data.path, "store", `/v1/wallets/${walletId}`)).body.available, {
      timeout: 150_000,
      interval: 300,
    })
    .toBe(available);
}

beforeAll(async () => {
  data = await createDataDirectory();
});
afterAll(async () => {
  for (const coffer of running) await coffer.stop("SIGKILL");
  // Whoever starts next ends what a killed process left, and stops it all.
  await (await startCoffer("src/main.ts", environment())).stop();
  await data.remove();
});

/** Whether anything listens at an address. */
const answers = (url: string) =>
  fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  );

test("SIGTERM to npm itself ends the store that it started", async () => {
  const child = spawn("npm", ["start"], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment() },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ready = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.includes('"ready"')) resolve(JSON.parse(line).url);
    });
    child.once("exit", (code) => reject(new Error(`npm ended with ${code} before the store was ready`)));
  });
  const url = await ready;
  expect(await answers(url)).toBe(true);
  child.kill("SIGTERM");
  await expect.poll(() => answers(url)).toBe(false);
});

test("npm start with nothing configured opens a store, and SIGTERM ends it cleanly with all of it kept", async () => {
  const first = await start();
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  for (const file of ["keys.json", "dev.json"]) {
    expect(((await stat(join(data.path, file))).mode & 0o777).toString(8)).toBe("600");
  }
  expect(JSON.parse(await readFile(join(data.path, "dev.json"), "utf8"))).toEqual({
    ethereum: {
      rpcUrl: expect.any(String),
      chainId: 31337,
      usdt: expect.any(String),
      faucetPrivateKey: expect.any(String),
    },
    tron: { rpcUrl: expect.any(String), usdt: expect.any(String), faucetPrivateKey: expect.any(String) },
  });
  const keys = await readFile(join(data.path, "keys.json"), "utf8");
  const wallet = await callCoffer(first, data.path, "store", "/v1/wallets", { externalId: "kept" });
  expect(wallet.status).toBe(201);
  expect(await first.stop()).toBe(0);

  const second = await start();
  expect(await readFile(join(data.path, "keys.json"), "utf8")).toBe(keys);
  const again = await callCoffer(second, data.path, "store", "/v1/wallets", { externalId: "kept" });
  expect(again).toMatchObject({ status: 200, body: { id: wallet.body.id } });
  expect(await second.stop()).toBe(0);
});

test("kill -9 in mid-flow, then a start: every payment arrives once, on both chains", async () => {
  const first = await start();
  const checkouts = [
    await openCheckout(first, "killed on tron", "tron"),
    await openCheckout(first, "killed on ethereum", "ethereum"),
  ];
  for (const checkout of checkouts) await pay(checkout);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await first.stop("SIGKILL");

  const second = await start();
  for (const { walletId } of checkouts) await waitForCredits(second, walletId, "120");
  const verified = await callCoffer(second, data.path, "operator", "/v1/ledger/verify");
  expect(verified.body.ok).toBe(true);
  expect(await second.stop()).toBe(0);
});

test("API and workers started apart share one store", async () => {
  const api = await start("src/server.ts");
  const workers = await start("workers/main.ts", { PORT: "" });
  const checkout = await openCheckout(api, "apart", "tron");
  await pay(checkout);
  await waitForCredits(api, checkout.walletId, "120");
  expect(await workers.stop()).toBe(0);
  expect((await fetch(`${api.url}/v1/catalog`)).status).toBe(200);
  expect(await api.stop()).toBe(0);
});

test("a port that was asked for and is taken stops the start with a sentence that names it, and no price changes", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const address = taken.address();
  const port = String(typeof address === "object" && address !== null ? address.port : 0);
  const store = await start();
  const versionOf = async () =>
    ((await (await fetch(`${store.url}/v1/catalog`)).json()) as { version: string }).version;
  const before = await versionOf();
  const settings = { PORT: port, CATALOG: "catalogs/candy-ai.yaml" };
  await expect(startCoffer("src/main.ts", { ...environment(), ...settings })).rejects.toThrow(`Port ${port} is taken`);
  taken.close();
  await new Promise((resolve) => setTimeout(resolve, CATALOG_REFRESH_MS));
  expect(await versionOf()).toBe(before);
});

test.each([
  [{ NODE_ENV: "production" }, "at least one is required with NODE_ENV=production"],
  [{ DATABASE_URL: "postgresql://127.0.0.1:1/none" }, "COFFER_DEV=1"],
  [
    { TRON_XPUB: "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about" },
    "holds a mnemonic",
  ],
  [{ CHECKOUT_TTL_SECONDS: "soon", REDIS_URL: "http://x" }, "CHECKOUT_TTL_SECONDS"],
])("an unsafe or unreadable setting is refused with the variable's name: %j", async (settings, sentence) => {
  await expect(startCoffer("src/main.ts", { ...environment(), ...settings })).rejects.toThrow(sentence);
});
