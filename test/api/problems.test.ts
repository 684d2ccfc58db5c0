import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "../../src/api/app.js";
import type { AppDependencies } from "../../src/api/appDependencies.js";
import { createTurnstile } from "../../src/api/createTurnstile.js";
import { PROBLEMS } from "../../src/api/problem.js";
import { serveApp } from "../../src/api/serveApp.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { createPool, type Pool } from "../../src/db/client.js";
import { EnvError, readEnv } from "../../src/lib/env.js";
import { startTcpProxy } from "../support/tcpProxy.js";
import { CONTRACTS } from "./offlineNetworks.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** The same store, served once more with something else. */
async function withOther(other: Partial<AppDependencies>, work: (url: string) => Promise<void>): Promise<void> {
  const app = createApp({ ...api.dependencies, ...other });
  const changes = { subscribe: () => () => {}, close: async () => {} };
  const served = await serveApp(app, { host: "127.0.0.1", port: 0, changes });
  try {
    await work(served.url);
  } finally {
    await served.close();
  }
}

/** The same store, asked over another pool. */
const withPool = (pool: Pool, work: (url: string) => Promise<void>): Promise<void> =>
  withOther({ pool }, work).finally(() => pool.end());

async function expectUnavailable(response: Response): Promise<void> {
  const text = await response.text();
  expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "2"]);
  expect(JSON.parse(text)).toMatchObject({ code: "unavailable", status: 503 });
  expect(text).not.toMatch(/127\.0\.0\.1:|ECONN|read-only|SELECT|INSERT/);
}

/** Rows of every table of the store. */
async function countRows(): Promise<Record<string, bigint>> {
  const { pool } = api.database;
  const { rows } = await pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
  );
  const counts: Record<string, bigint> = {};
  for (const { name } of rows) {
    const counted = await pool.query<{ rows: bigint }>(`SELECT count(*) AS rows FROM ${name}`);
    counts[name] = counted.rows[0]?.rows ?? 0n;
  }
  return counts;
}

const authorized = (key: string) => ({ Authorization: `Bearer ${key}` });

describe("problems", () => {
  it("of every code are explained where their type points", async () => {
    const { status, text } = await api.call("GET /docs/errors");
    expect(status).toBe(200);
    expect(text).toBe(await readFile("docs/errors.md", "utf8"));
    for (const [code, problem] of Object.entries(PROBLEMS)) {
      expect(text).toMatch(new RegExp(`^## ${code}\n\n${problem.status}\\. `, "m"));
    }
    expect(text.match(/^## /gm)).toHaveLength(Object.keys(PROBLEMS).length);
  });

  it("of too few credits lead to the shop's own page where it has named one, in a batch too", async () => {
    const { topUpUrl } = readEnv({ TOP_UP_URL: "https://shop.example/credits?for={walletId}" });
    const walletId = await api.openWallet("1");
    const debit = { walletId, credits: "2" };
    const bodies = { "/v1/debits": debit, "/v1/debits/batch": { debits: [{ ...debit, idempotencyKey: "poor-2" }] } };
    await withOther({ settings: { ...api.dependencies.settings, topUpUrl } }, async (url) => {
      const headers = {
        ...authorized(api.keys.service),
        "Content-Type": "application/json",
        "Idempotency-Key": "poor",
      };
      for (const [path, body] of Object.entries(bodies)) {
        const answer = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
        expect(await answer.text()).toContain(`"topUpUrl":"https://shop.example/credits?for=${walletId}"`);
      }
    });
    for (const wrong of ["shop.example/credits", "javascript:alert(1)"]) {
      expect(() => readEnv({ TOP_UP_URL: wrong })).toThrow(EnvError);
    }
  });

  it("carry the request id of the header, another one each time", async () => {
    const [one, two] = [await api.call("GET /v1/nothing"), await api.call("GET /v1/nothing")];
    expect(one.headers.get("X-Request-Id")).toBe(one.body.requestId);
    expect(two.body.requestId).not.toBe(one.body.requestId);
    expect(one.headers.get("Cache-Control")).toBe("no-store");
    expect(one.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(one.headers.get("X-Powered-By")).toBeNull();
  });

  it("of our own making say nothing of what happened inside", async () => {
    const pool = createPool(api.database.url, 2);
    await withPool(pool, async (url) => {
      const { pool: owner } = api.database;
      const walletId = await api.openWallet();
      await owner.query("ALTER TABLE once_bonuses RENAME TO gone; ALTER TABLE wallets RENAME COLUMN name TO gone");
      const response = await fetch(`${url}/v1/wallets/${walletId}`, { headers: authorized(api.keys.store) });
      await owner.query("ALTER TABLE gone RENAME TO once_bonuses; ALTER TABLE wallets RENAME COLUMN gone TO name");
      const problem = (await response.json()) as Record<string, unknown>;
      expect(Object.keys(problem).sort()).toEqual(["code", "detail", "requestId", "status", "title", "type"]);
      expect(problem).toMatchObject({ status: 500, code: "internal" });
      expect(JSON.stringify(problem)).not.toMatch(/column|wallets|42703/);
    });
  });
});

describe("a database that is away", () => {
  it("makes every call 503 with Retry-After, and the store not ready", async () => {
    await withPool(createPool("postgresql://nobody@127.0.0.1:1/none", 2), async (url) => {
      await expectUnavailable(await fetch(`${url}/v1/wallets/wal_x`, { headers: authorized(api.keys.store) }));
      const ready = await fetch(`${url}/readyz`);
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({ ready: false });
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    });
  });

  it("is not waited for long when 300 callers share five slow connections (case 43)", async () => {
    const direct = new URL(api.database.url);
    const proxy = await startTcpProxy(Number(direct.port), 500);
    onTestFinished(() => proxy.close());
    const slow = new URL(direct);
    slow.port = String(proxy.port);
    await withPool(createPool(slow.href, 5), async (url) => {
      const ask = () => fetch(`${url}/v1/wallets?externalId=x`, { headers: authorized(api.keys.store) });
      const answers = await Promise.all(Array.from({ length: 300 }, ask));
      const refused = answers.filter(({ status }) => status !== 200);
      for (const answer of refused) await expectUnavailable(answer);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThan(answers.length);
      expect((await ask()).status).toBe(200);
    });
  });

  it("or takes no writes is told from a fault (case 47)", async () => {
    const url = `${api.database.url}?options=${encodeURIComponent("-c default_transaction_read_only=on")}`;
    await withPool(createPool(url, 2), async (base) => {
      const headers = { ...authorized(api.keys.store), "Content-Type": "application/json" };
      const before = await countRows();
      await expectUnavailable(await fetch(`${base}/v1/wallets`, { method: "POST", headers, body: "{}" }));
      expect(await countRows()).toEqual(before);
      const ready = await fetch(`${base}/readyz`);
      expect(ready.status).toBe(503);
      const { checks } = (await ready.json()) as { checks: { ok: boolean }[] };
      expect(checks.filter(({ ok }) => !ok)).toEqual([{ name: "database", ok: false, detail: "It takes no writes." }]);
    });
  });
});

describe("readiness", () => {
  it("is degraded by a network whose newest block is old, however often it is looked at", async () => {
    const { pool } = api.database;
    const askWithAge = async (network: string, seconds: number) => {
      await pool.query("UPDATE networks SET checked_at = now(), cursor_at = now()");
      await pool.query("UPDATE networks SET cursor_at = now() - $2 * interval '1 second' WHERE network = $1", [
        network,
        seconds,
      ]);
      return api.call("GET /readyz");
    };
    expect(await askWithAge("tron", 20)).toMatchObject({ status: 200, body: { ready: true, degraded: false } });
    const old = await askWithAge("tron", 100);
    expect(old).toMatchObject({ status: 200, body: { ready: true, degraded: true } });
    expect(old.body.checks.filter(({ ok }: { ok: boolean }) => !ok)).toMatchObject([
      { name: "tron", detail: expect.stringMatching(/block 1000, 1\d\d s old; last looked at \d+ s ago/) },
    ]);
    expect(await askWithAge("ethereum", 80)).toMatchObject({ body: { degraded: false } });
    expect(await askWithAge("ethereum", 130)).toMatchObject({ body: { degraded: true } });
    await pool.query("UPDATE networks SET cursor_at = now()");
  });

  it("is not degraded by a network that is looked at less often because the day's calls run short", async () => {
    const { pool } = api.database;
    const urls = ["http://127.0.0.1:1"];
    const chain = createTronChain({ urls, usdt: CONTRACTS.tron, xpub: DEVELOPMENT_XPUBS.tron, sparing: true });
    await withOther({ chains: new Map([["tron", chain]]) }, async (url) => {
      const askAfter = async (checked: number, age: number) => {
        await pool.query(
          `UPDATE networks SET checked_at = now() - $1 * interval '1 second', cursor_at = now() - $2 * interval '1 second'`,
          [checked, age],
        );
        return ((await (await fetch(`${url}/readyz`)).json()) as { degraded: boolean }).degraded;
      };
      expect(await askAfter(550, 620)).toBe(true);
      await chain.shareCalls(async () => 100_000);
      expect(chain.pace()).toEqual({ everyMs: 600_000, isSlowed: true });
      expect(await askAfter(550, 620)).toBe(false);
      expect(await askAfter(700, 620)).toBe(true);
      expect(await askAfter(550, 3_600)).toBe(true);
    });
    await pool.query("UPDATE networks SET checked_at = now(), cursor_at = now()");
  });

  it("needs every network to have been scanned, and is degraded by one not looked at for a minute (case 26)", async () => {
    const { pool } = api.database;
    await pool.query("UPDATE networks SET checked_at = now(), cursor_at = now()");
    expect(await api.call("GET /readyz")).toMatchObject({ status: 200, body: { ready: true, degraded: false } });
    await pool.query("UPDATE networks SET checked_at = now() - interval '2 minutes' WHERE network = 'tron'");
    const stale = await api.call("GET /readyz");
    expect(stale).toMatchObject({ status: 200, body: { ready: true, degraded: true } });
    expect(stale.body.checks.filter(({ ok }: { ok: boolean }) => !ok)).toMatchObject([{ name: "tron" }]);
    await pool.query(
      "UPDATE networks SET checked_at = now(), cursor_number = NULL, cursor_hash = NULL, cursor_at = NULL WHERE network = 'tron'",
    );
    expect((await api.call("GET /readyz")).status).toBe(503);
    await pool.query(
      "UPDATE networks SET cursor_number = 1, cursor_hash = 'h', cursor_at = now() WHERE network = 'tron'",
    );
    expect((await api.call("GET /readyz")).status).toBe(200);
  });
});

describe("a turnstile", () => {
  it("lets so many through at once, in order, and refuses who waits too long", async () => {
    const inTurn = createTurnstile({ atOnce: 2, waitMs: 30 });
    const order: number[] = [];
    const ends: (() => void)[] = [];
    const work = (name: number) =>
      inTurn(() => {
        order.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      });
    const [first, second] = [work(1), work(2)];
    const late = await Promise.allSettled([work(3), work(4)]);
    expect(late).toMatchObject(Array(2).fill({ status: "rejected", reason: { code: "unavailable" } }));
    expect(order).toEqual([1, 2]);
    for (const end of ends) end();
    await Promise.all([first, second]);
    const [fifth, sixth, seventh] = [work(5), work(6), work(7)];
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(order).toEqual([1, 2, 5, 6]);
    for (const end of ends) end();
    await Promise.all([fifth, sixth]);
    expect(order).toEqual([1, 2, 5, 6, 7]);
    ends.at(-1)?.();
    await seventh;
  });
});
