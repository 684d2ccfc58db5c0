import { readFile } from "node:fs/promises";
import { join } from "node:path";
import getPort from "get-port";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDevelopment } from "../../src/embedded/development.js";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Coffer, callCoffer, createDataDirectory, startCoffer } from "../support/coffer.js";
import { type Example, startExample } from "./startExample.js";

let data: Awaited<ReturnType<typeof createDataDirectory>>;
let coffer: Coffer;
let keys: Record<"store" | "service", string>;

beforeAll(async () => {
  data = await createDataDirectory();
  const environment = { DATA_DIR: data.path, PORT: "0", LOG_LEVEL: "warn", METRICS_PORT: "0" };
  coffer = await startCoffer("src/main.ts", { ...environment, WEBHOOK_ALLOW_HOSTS: "127.0.0.1" });
  keys = JSON.parse(await readFile(join(data.path, "keys.json"), "utf8"));
}, 120_000);
afterAll(async () => {
  await coffer?.stop();
  await data.remove();
});

describe("the image service", () => {
  let service: Example;
  let walletId: string;
  const customer = { Authorization: "Bearer secret-of-customer-1", "Content-Type": "application/json" };
  const post = (path: string, body: object, headers = {}) =>
    fetch(`${service.url}${path}`, {
      method: "POST",
      headers: { ...customer, ...headers },
      body: JSON.stringify(body),
    });
  const availableOf = async () =>
    (await callCoffer(coffer, data.path, "store", `/v1/wallets/${walletId}`)).body.available;

  beforeAll(async () => {
    walletId = (await callCoffer(coffer, data.path, "store", "/v1/wallets", { externalId: "customer-1" })).body.id;
    const welcome = { credits: "10", kind: "promotional", reason: "welcome" };
    await callCoffer(coffer, data.path, "store", `/v1/wallets/${walletId}/grants`, welcome);
    const customers = JSON.stringify({ "secret-of-customer-1": walletId });
    service = await startExample("image-service", {
      COFFER_URL: coffer.url,
      COFFER_KEY: keys.service,
      CUSTOMERS: customers,
    });
  });
  afterAll(() => service?.stop());

  it("draws a PNG of the size that was asked for, and charges for it, once a key", async () => {
    for (const _ of ["first", "repeated"]) {
      const wanted = { prompt: "a lighthouse", width: 1024, height: 640 };
      const response = await post("/images", wanted, { "Idempotency-Key": "1" });
      expect([response.status, response.headers.get("X-Credits")]).toEqual([200, "4"]);
      const { width, height } = PNG.sync.read(Buffer.from(await response.arrayBuffer()));
      expect([width, height]).toEqual([1024, 640]);
    }
    expect(await availableOf()).toBe("6");
    const varied = await post("/variations", { prompt: "a lighthouse" });
    expect(PNG.sync.read(Buffer.from(await varied.arrayBuffer())).width).toBe(512);
    expect(await availableOf()).toBe("5");
  });

  it("charges nothing for an image that fails, or that the customer does not wait for", async () => {
    expect((await post("/images", { prompt: "crash" })).status).toBe(500);
    const gone = AbortSignal.timeout(40);
    const wanted = JSON.stringify({ prompt: "slow", width: 1024, height: 1024 });
    const left = fetch(`${service.url}/images`, { method: "POST", headers: customer, body: wanted, signal: gone });
    await expect(left).rejects.toThrow();
    await expect.poll(availableOf, { timeout: 10_000 }).toBe("5");
  });

  it("says where to top up when credits are short, and who may not ask", async () => {
    const short = await post("/images", { prompt: "a wall", width: 2048, height: 2048 });
    expect([short.status, await short.json()]).toEqual([
      402,
      expect.objectContaining({ available: "5", needed: "16", topUpUrl: expect.stringContaining(walletId) }),
    ]);
    expect((await post("/images", { prompt: "x" }, { Authorization: "Bearer nobody" })).status).toBe(401);
  });

  it("takes a prompt that is longer than a reference, whatever it is cut in", async () => {
    const wanted = { prompt: `${"x".repeat(199)}🦊`, width: 64, height: 64 };
    expect((await post("/images", wanted)).status).toBe(200);
  });
});

describe("the shop", () => {
  let shop: Example;

  beforeAll(async () => {
    const port = await getPort();
    const endpoint = await callCoffer(coffer, data.path, "store", "/v1/webhook-endpoints", {
      url: `http://127.0.0.1:${port}/webhooks`,
      events: ["checkout.paid", "checkout.expired"],
    });
    expect(endpoint.status).toBe(201);
    const secrets = { COFFER_KEY: keys.store, WEBHOOK_SECRET: String(endpoint.body.secret) };
    shop = await startExample("shop", { COFFER_URL: coffer.url, ...secrets }, port);
  });
  afterAll(() => shop?.stop());

  it("opens a checkout for an order, and learns by a signed webhook that it was paid", async () => {
    const ordered = await fetch(`${shop.url}/orders`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ customer: "customer-2", packId: "small", network: "tron" }),
    });
    expect(ordered.status).toBe(201);
    const { id, address, amountUsdt } = (await ordered.json()) as Record<string, string>;
    await payOnDevelopmentChain({
      network: "tron",
      development: readDevelopment(data.path),
      to: address ?? "",
      amount: parseAmount(amountUsdt ?? ""),
    });
    const order = async () => (await fetch(`${shop.url}/orders/${id}`)).json();
    await expect.poll(order, { timeout: 50_000, interval: 300 }).toMatchObject({ status: "paid", credits: "120" });
  });

  it("believes nobody else", async () => {
    const headers = {
      "Content-Type": "application/json",
      "webhook-id": "evt_1",
      "webhook-timestamp": String(Math.floor(Date.now() / 1_000)),
      "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    };
    const body = JSON.stringify({ type: "checkout.paid", data: { id: "chk_1", status: "paid", version: 9 } });
    const forged = await fetch(`${shop.url}/webhooks`, { method: "POST", headers, body });
    expect(forged.status).toBe(401);
  });
});
