import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import type { TronNode } from "../../src/embedded/tron/node.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { moveClock } from "../../src/start/moveClock.js";
import { type Anvil, startAnvil } from "../support/anvil.js";
import { askNode, startTronNode } from "../support/tronNode.js";
import { type Api, startApi } from "./startApi.js";

const DAY_SECONDS = 86_400;

let api: Api;
let anvil: Anvil;
let tron: TronNode;

beforeAll(async () => {
  [api, anvil, tron] = await Promise.all([startApi({ developmentChains: true }), startAnvil(), startTronNode()]);
  const { pool, catalogs, chains } = api.dependencies;
  const faucetPrivateKey = `0x${"1".repeat(64)}` as const;
  const development = {
    ethereum: { rpcUrl: anvil.url, chainId: 31_337, usdt: "", faucetPrivateKey },
    tron: { rpcUrl: tron.rpcUrl, usdt: "", faucetPrivateKey },
  };
  const store = { crediting: { pool, catalogs, chains, minimum: 1n }, development };
  api.dependencies.moveClock = (seconds) => moveClock(store, seconds);
});
afterAll(async () => {
  await api.close();
  await anvil.close();
  await tron.close();
});

const advance = (advanceSeconds: number) =>
  api.call("POST /v1/dev/clock", { as: "operator", body: { advanceSeconds } });

async function give(walletId: string, credits: string, days: number): Promise<string> {
  const { rows } = await api.database.pool.query<{ at: Date }>("SELECT store_now() + $1 * interval '1 day' AS at", [
    days,
  ]);
  const grant = { credits, kind: "promotional", expiresAt: rows[0]?.at.toISOString(), reason: "test" };
  return (
    await api.call(`POST /v1/wallets/${walletId}/grants`, { as: "store", key: `give-${walletId}-${days}`, body: grant })
  ).body.id;
}

describe("POST /v1/dev/clock", () => {
  it("moves the store and both chains, and does what falls due in order, each at its own moment", async () => {
    const walletId = await api.openWallet();
    const later = await give(walletId, "5", 20);
    const sooner = await give(walletId, "3", 10);
    const hold = await api.call("POST /v1/holds", {
      as: "service",
      key: "hold-1",
      body: { walletId, credits: "1", expiresInSeconds: DAY_SECONDS },
    });
    const before = Date.now();
    const moved = await advance(40 * DAY_SECONDS);
    expect(moved.status).toBe(200);
    expect(Date.parse(moved.body.now) - before).toBeGreaterThan(40 * DAY_SECONDS * 1000 - 1_000);

    const { body } = await api.call(`GET /v1/wallets/${walletId}/entries`, { as: "store" });
    const events = body.data.reverse().map((entry: { type: string; grantId?: string; at: string }) => ({
      what: entry.type,
      grantId: entry.grantId,
      day: Math.round((Date.parse(entry.at) - before) / (DAY_SECONDS * 1000)),
    }));
    expect(events.slice(3)).toEqual([
      { what: "release", grantId: sooner, day: 1 },
      { what: "lapse", grantId: sooner, day: 10 },
      { what: "lapse", grantId: later, day: 20 },
    ]);
    expect((await api.call(`GET /v1/holds/${hold.body.id}`, { as: "service" })).body.state).toBe("expired");

    const { timestamp } = await anvil.read.getBlock();
    await anvil.control.mine({ blocks: 1 });
    const next = await anvil.read.getBlock();
    expect(Number(next.timestamp) - before / 1000).toBeGreaterThan(40 * DAY_SECONDS - 60);
    expect(next.timestamp).toBeGreaterThanOrEqual(timestamp);
    const { clock } = (await askNode(tron.rpcUrl, "/dev/state")).body;
    expect(Number(clock) - before).toBeGreaterThan((40 * DAY_SECONDS - 60) * 1000);
  });

  it("stops where something falls due, however soon that is on a long way", async () => {
    const walletId = await api.openWallet();
    const hour = await give(walletId, "1", 1 / 24);
    const body = { walletId, credits: "0.5", expiresInSeconds: 900 };
    const held = await api.call("POST /v1/holds", { as: "service", key: "hold-2", body });
    await advance(40 * DAY_SECONDS);
    const { body: entries } = await api.call(`GET /v1/wallets/${walletId}/entries`, { as: "store" });
    // To the nearest quarter of an hour: the store's clock goes on while it is moved.
    const events = entries.data.reverse().map((entry: { type: string; grantId: string; at: string }) => {
      const hours = Math.round((Date.parse(entry.at) - Date.parse(held.body.createdAt)) / 900_000) / 4;
      return { what: entry.type, grantId: entry.grantId, hours };
    });
    expect(events.slice(2)).toEqual([
      { what: "release", grantId: hour, hours: 0.25 },
      { what: "lapse", grantId: hour, hours: 1 },
    ]);
  });

  it("announces a lot that inactivity will end at its own moment too", async () => {
    // At one stop, wallets are announced by bucket: the one whose moment comes first is the last of them.
    const wallets = [await api.openWallet(), await api.openWallet(), await api.openWallet()];
    const [other = "", , idle = ""] = wallets.sort((a, b) => Number(a.slice(-2)) - Number(b.slice(-2)));
    const lot = { kind: "promotional", credits: 1_000_000n, priority: 50, expiresAt: null, costUsdt: 0n } as const;
    await transaction(api.database.pool, (sql) =>
      postGrants(sql, {
        ...{ walletId: idle, depositId: null, checkoutId: null },
        grants: [{ ...lot, inactiveAfterDays: 30 }],
      }),
    );
    await give(other, "1", 31);
    await advance(40 * DAY_SECONDS);
    const { body } = await api.call("GET /v1/events?type=grant.expiring&limit=2", { as: "store" });
    expect(body.data.reverse().map(({ data }: { data: { walletId: string } }) => data.walletId)).toEqual([idle, other]);
  });

  it("tells of ends and of low balances at their own moments too where they are seconds apart", async () => {
    // At one stop, lots are announced by bucket, and ahead of low balances.
    const wallets = [await api.openWallet(), await api.openWallet(), await api.openWallet()];
    const [first = "", , last = ""] = wallets.sort((a, b) => Number(a.slice(-2)) - Number(b.slice(-2)));
    const ends: [string, number][] = [
      [last, 20],
      [last, 20 + 8 / DAY_SECONDS],
      [first, 20.5],
      [first, 27 + 60 / DAY_SECONDS],
    ];
    const lots: string[] = [];
    for (const [walletId, days] of ends) lots.push(await give(walletId, "1", days));
    for (const below of ["2", "1"]) {
      await api.call(`POST /v1/wallets/${last}/alerts`, { as: "store", body: { below } });
    }
    await advance(40 * DAY_SECONDS);
    const { body } = await api.call("GET /v1/events?limit=200", { as: "store" });
    const told = body.data
      .filter(({ type, objectId }: { type: string; objectId: string }) =>
        type === "grant.expiring" ? lots.includes(objectId) : type === "wallet.low_balance" && objectId === last,
      )
      .map(({ objectId }: { objectId: string }) => objectId);
    expect(told.reverse()).toEqual([lots[0], lots[1], lots[2], last, last, lots[3]]);
  });

  it("goes on from where it was, and keys made before still work", async () => {
    const first = await advance(DAY_SECONDS);
    const second = await advance(DAY_SECONDS);
    const between = Date.parse(second.body.now) - Date.parse(first.body.now);
    expect(between).toBeGreaterThanOrEqual(DAY_SECONDS * 1000);
    expect(between).toBeLessThan((DAY_SECONDS + 60) * 1000);
  });

  it("ends quotes too", async () => {
    const walletId = await api.openWallet("50");
    const usage = { operation: "image", width: 1024, height: 1024 };
    const { quoteId } = (await api.call("POST /v1/quotes", { body: { usage } })).body;
    const spend = (key: string) => api.call("POST /v1/debits", { as: "service", key, body: { walletId, quoteId } });
    expect((await spend("in-time")).status).toBe(201);
    await advance(DAY_SECONDS);
    const late = await spend("too-late");
    expect(late).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  });

  it("is for operators, and for time that goes on", async () => {
    expect((await api.call("POST /v1/dev/clock", { as: "store", body: { advanceSeconds: 1 } })).status).toBe(403);
    for (const advanceSeconds of [0, -1, 1.5, "60"]) {
      expect((await api.call("POST /v1/dev/clock", { as: "operator", body: { advanceSeconds } })).status).toBe(400);
    }
  });

  it("is not there on real chains", async () => {
    const real = await startApi();
    const answer = await real.call("POST /v1/dev/clock", { as: "operator", body: { advanceSeconds: 1 } });
    await real.close();
    expect(answer.status).toBe(404);
  });
});
