import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createApp } from "../../src/api/app.js";
import { createLimits } from "../../src/api/limits.js";
import { serveApp } from "../../src/api/serveApp.js";
import { readEnv } from "../../src/lib/env.js";
import { createShutdown } from "../../src/lib/shutdown.js";
import { openLimitStores } from "../../src/start/openLimitStores.js";
import { startRedis, type TestRedis } from "../support/redis.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe("callers without a key", () => {
  it("case 58: are limited by their address, which no header of theirs can change", async () => {
    const statuses = new Map<number, number>();
    for (let count = 0; count < 150; count += 1) {
      const headers = { "X-Forwarded-For": `10.0.0.${count}`, "X-Real-IP": `10.0.1.${count}` };
      const { status } = await api.call("GET /v1/keys", { as: "wrong", headers });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 401: 120, 429: 30 });
    const limited = await api.call("GET /v1/catalog", { as: "wrong" });
    expect(limited).toMatchObject({ status: 429, body: { code: "rate_limited" } });
    expect(Number(limited.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await api.call("GET /v1/catalog", { as: "service" })).status).toBe(200);
    expect((await api.call("GET /v1/catalog")).status).toBe(200);
  });

  it("case 58: are told apart by the address that the trusted proxy saw", async () => {
    const behindProxy = await startApi({ trustProxyHops: 1 });
    const remaining = async (forwarded: string) => {
      const response = await fetch(`${behindProxy.url}/healthz`, { headers: { "X-Forwarded-For": forwarded } });
      return /r=(\d+)/.exec(response.headers.get("RateLimit") ?? "")?.[1];
    };
    expect(await remaining("1.1.1.1")).toBe("2999");
    expect(await remaining("9.9.9.9, 1.1.1.1")).toBe("2998");
    expect(await remaining("2.2.2.2")).toBe("2999");
    await behindProxy.close();
  });
});

describe("claims of a transaction", () => {
  it("are limited by their checkout too, from however many addresses they come", async () => {
    const behindProxy = await startApi({ trustProxyHops: 1 });
    const walletId = await behindProxy.openWallet();
    const open = async (key: string) => {
      const body = { walletId, packId: "small", network: "tron" };
      return (await behindProxy.call("POST /v1/checkouts", { as: "store", key, body })).body.id;
    };
    const [one, other] = [await open("one"), await open("other")];
    /** How claims of made-up transactions end, each from another address. */
    const claimOften = async (id: string, times: number) => {
      const statuses: number[] = [];
      for (let count = 0; count < times; count += 1) {
        const headers = { "X-Forwarded-For": `10.1.0.${count}` };
        const { status } = await behindProxy.call(`POST /v1/checkouts/${id}/claim`, {
          headers,
          body: { txHash: "none" },
        });
        statuses.push(status);
      }
      return statuses;
    };
    expect(await claimOften(one, 22)).toEqual([...Array(20).fill(404), 429, 429]);
    expect(await claimOften(other, 1)).toEqual([404]);
    await behindProxy.close();
  });

  it("are limited by their address only where they come without a key", async () => {
    const walletId = await api.openWallet();
    const body = { walletId, packId: "small", network: "tron" };
    const opened = await Promise.all(
      ["a", "b"].map((key) => api.call("POST /v1/checkouts", { as: "store", key, body })),
    );
    const [one, other] = opened.map((answer) => answer.body.id);
    const claim = async (id: string, as?: "store") =>
      (await api.call(`POST /v1/checkouts/${id}/claim`, { ...(as && { as }), body: { txHash: "none" } })).status;
    for (let count = 0; count < 20; count += 1) expect(await claim(one)).toBe(404);
    expect(await claim(other)).toBe(429);
    expect(await claim(other, "store")).toBe(404);
    expect(await claim(one, "store")).toBe(429);
  });
});

/** Another process of the same store, as far as limits are concerned. */
async function startProcess(redis: TestRedis, count: number) {
  const { log } = api.dependencies;
  const shutdown = createShutdown(log);
  const limits = createLimits(
    openLimitStores({ env: readEnv({ REDIS_URL: redis.url }), storeId: "one", log }, shutdown),
  );
  const changes = { subscribe: () => () => {}, close: async () => {} };
  const served = await serveApp(createApp({ ...api.dependencies, limits }), { host: "127.0.0.1", port: 0, changes });
  const connected = async () => String(await redis.client.client("LIST")).match(/name=coffer-limits/g)?.length;
  await vi.waitFor(async () => expect(await connected()).toBe(count), { timeout: 10_000, interval: 50 });
  /** What so many logins with a wrong key answer: 401, or 429 when they were too many. */
  const logIn = async (times: number) => {
    const counts = new Map<number, number>();
    for (let count = 0; count < times; count += 1) {
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify({ key: "cfr_operator_guess" });
      const { status } = await fetch(`${served.url}/v1/console/login`, { method: "POST", headers, body });
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    return Object.fromEntries(counts);
  };
  return {
    logIn,
    close: async () => {
      await served.close();
      await shutdown.close();
    },
  };
}

describe("processes that share a Redis", () => {
  it("count together, each alone while Redis is away, and together again when it is back", async () => {
    const redis = await startRedis();
    const [one, other] = [await startProcess(redis, 1), await startProcess(redis, 2)];
    expect(await one.logIn(20)).toEqual({ 401: 20 });
    expect(await other.logIn(20)).toEqual({ 401: 10, 429: 10 });
    expect(await one.logIn(1)).toEqual({ 429: 1 });

    const back = redis.crash(1_500);
    // Nobody is shut out, and nobody may do as they like: each process now counts to thirty by itself.
    await vi.waitFor(async () => expect(await one.logIn(1)).toEqual({ 401: 1 }), { timeout: 5_000, interval: 50 });
    expect((await one.logIn(35))[429]).toBeGreaterThanOrEqual(5);
    await back;

    // Redis kept the count in its file: both are over the limit again, also where the process had not counted so far.
    await vi.waitFor(async () => expect(await other.logIn(1)).toEqual({ 429: 1 }), { timeout: 20_000, interval: 300 });
    await one.close();
    await other.close();
    await redis.close();
  });
});
