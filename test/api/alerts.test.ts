import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createExpireProcessor } from "../../workers/expire.js";
import { moveStoreTime } from "../support/storeTime.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;
let keys = 0;

beforeAll(async () => {
  api = await startApi();
});
afterEach(() => moveStoreTime(api.database.pool, 0));
afterAll(() => api.close());

/** The workers' periodic pass. */
const pass = () => createExpireProcessor(api.dependencies.pool, api.dependencies.chains, api.dependencies.catalogs)();

const alert = (walletId: string, below: string) =>
  api.call(`POST /v1/wallets/${walletId}/alerts`, { as: "store", body: { below } });

const move = async (kind: "debits" | "grants", walletId: string, credits: string, more: object = {}) => {
  keys += 1;
  const call = { key: `move-${keys}` };
  const moved =
    kind === "debits"
      ? await api.call("POST /v1/debits", { ...call, as: "service", body: { walletId, credits } })
      : await api.call(`POST /v1/wallets/${walletId}/grants`, {
          ...call,
          as: "store",
          body: { credits, kind: "promotional", reason: "test", ...more },
        });
  expect(moved.status).toBe(201);
  return moved.body;
};
const spend = (walletId: string, credits: string) => move("debits", walletId, credits);
const grant = (walletId: string, credits: string, more?: object) => move("grants", walletId, credits, more);

async function events(type: string, objectId: string) {
  const { body } = await api.call(`GET /v1/events?type=${type}&objectId=${objectId}`, { as: "store" });
  return body.data;
}

describe("a low-balance alert", () => {
  it("fires once a crossing, and again only after the balance was clearly above", async () => {
    const walletId = await api.openWallet("100");
    expect(await alert(walletId, "20")).toMatchObject({ status: 201, body: { below: "20", armed: true } });
    await spend(walletId, "79");
    await pass();
    expect(await events("wallet.low_balance", walletId)).toEqual([]);
    await spend(walletId, "2");
    await spend(walletId, "1");
    await Promise.all([pass(), pass()]);
    await spend(walletId, "1");
    await pass();
    const [first, ...others] = await events("wallet.low_balance", walletId);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      version: 1,
      data: { walletId, below: "20", available: "19", at: expect.any(String) },
    });
    // 21 is above 20, but not clearly: the balance only wavers.
    await grant(walletId, "4");
    await spend(walletId, "2");
    await pass();
    expect(await events("wallet.low_balance", walletId)).toHaveLength(1);
    await grant(walletId, "3");
    await spend(walletId, "3");
    await pass();
    expect(await events("wallet.low_balance", walletId)).toMatchObject([
      { version: 2, data: { available: "19" } },
      { version: 1 },
    ]);
  });

  it("misses no crossing that was over before anyone looked", async () => {
    const walletId = await api.openWallet("100");
    await alert(walletId, "20");
    await alert(walletId, "50");
    for (let round = 0; round < 3; round += 1) {
      await spend(walletId, "90");
      await grant(walletId, "90");
    }
    await pass();
    expect(await events("wallet.low_balance", walletId)).toHaveLength(6);
  });

  it("does not fire for a balance that was low when it was set, and counts held and lapsed credits as gone", async () => {
    const walletId = await api.openWallet("10");
    expect((await alert(walletId, "20")).body.armed).toBe(false);
    await spend(walletId, "5");
    await pass();
    expect(await events("wallet.low_balance", walletId)).toEqual([]);
    await grant(walletId, "100", { expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    await pass();
    await moveStoreTime(api.database.pool, 1);
    await pass();
    expect(await events("wallet.low_balance", walletId)).toMatchObject([{ data: { available: "5" } }]);
    await moveStoreTime(api.database.pool, 0);
    await grant(walletId, "100");
    const hold = { walletId, credits: "100" };
    await api.call("POST /v1/holds", { as: "service", key: "alert-hold", body: hold });
    await pass();
    expect(await events("wallet.low_balance", walletId)).toHaveLength(2);
  });

  it("is silent when a daily allowance lapses and comes anew", async () => {
    const { catalogs, pool } = api.dependencies;
    const text = (await pool.query("SELECT source FROM catalog_versions ORDER BY position DESC LIMIT 1")).rows[0]
      .source;
    const daily = "\nallowances: [{ id: daily, name: Daily, credits: 30, every: day }]\nexpiry:";
    await catalogs.publish(text.replace("\nexpiry:", daily));
    const walletId = await api.openWallet();
    await api.call(`POST /v1/wallets/${walletId}/allowances`, { as: "store", body: { allowanceId: "daily" } });
    await alert(walletId, "20");
    await moveStoreTime(api.database.pool, 3.5);
    await pass();
    expect(await events("wallet.low_balance", walletId)).toEqual([]);
  });

  it("fires where it was set between an allowance's border, or a hold's end, and the workers' pass", async () => {
    const [daily, held] = [await api.openWallet(), await api.openWallet("30")];
    await api.call(`POST /v1/wallets/${daily}/allowances`, { as: "store", body: { allowanceId: "daily" } });
    const hold = { walletId: held, credits: "10", expiresInSeconds: 60 };
    await api.call("POST /v1/holds", { as: "service", key: "alert-overdue", body: hold });
    await moveStoreTime(api.database.pool, 1.01);
    for (const walletId of [daily, held]) {
      // Of 30 that are about to be there: below 29 is low, but 30 is not clearly above it.
      expect((await alert(walletId, "29")).body.armed).toBe(true);
      await pass();
      await spend(walletId, "2");
      await pass();
      expect(await events("wallet.low_balance", walletId)).toMatchObject([{ data: { available: "28" } }]);
    }
  });

  it("is listed, is kept when set again, and can be ended", async () => {
    const walletId = await api.openWallet("10");
    const first = await alert(walletId, "5");
    const again = await alert(walletId, "5");
    expect([again.status, again.body]).toEqual([200, first.body]);
    await alert(walletId, "2.5");
    const list = await api.call(`GET /v1/wallets/${walletId}/alerts`, { as: "store" });
    expect(list.body.data).toMatchObject([{ below: "2.5" }, { below: "5" }]);
    const page = (query: string) => api.call(`GET /v1/wallets/${walletId}/alerts?limit=1${query}`, { as: "store" });
    const { nextCursor } = (await page("")).body;
    await api.call(`DELETE /v1/wallets/${walletId}/alerts`, { as: "store", body: { below: "2.5" } });
    expect((await page(`&cursor=${nextCursor}`)).body).toMatchObject({ data: [{ below: "5" }], nextCursor: null });
    expect((await page("&cursor=alt_1")).status).toBe(400);
    const end = () => api.call(`DELETE /v1/wallets/${walletId}/alerts`, { as: "store", body: { below: "5" } });
    expect((await end()).status).toBe(200);
    expect((await end()).status).toBe(404);
    await spend(walletId, "7");
    await pass();
    expect(await events("wallet.low_balance", walletId)).toEqual([]);
    expect((await alert(walletId, "0")).status).toBe(400);
    expect((await alert("wal_nobody", "1")).status).toBe(404);
  });
});

describe("a lot that is about to lapse", () => {
  it("is announced once, a week before, with what is left in it", async () => {
    const walletId = await api.openWallet();
    const expiresAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const { id } = await grant(walletId, "25", { expiresAt });
    await spend(walletId, "5");
    await moveStoreTime(api.database.pool, 22);
    await pass();
    expect(await events("grant.expiring", id)).toEqual([]);
    await moveStoreTime(api.database.pool, 24);
    await Promise.all([pass(), pass()]);
    await moveStoreTime(api.database.pool, 26);
    await pass();
    expect(await events("grant.expiring", id)).toMatchObject([
      { objectId: id, version: 2, data: { walletId, id, remaining: "20", expiresAt, lapsesAt: expiresAt } },
    ]);
  });

  it("is announced before it lapses when the clock goes over both, and not at all when it lives no longer than the notice", async () => {
    const walletId = await api.openWallet();
    const inDays = (days: number) => ({ expiresAt: new Date(Date.now() + days * 86_400_000).toISOString() });
    const long = await grant(walletId, "25", inDays(30));
    const short = await grant(walletId, "25", inDays(6));
    await moveStoreTime(api.database.pool, 40);
    await pass();
    expect(await events("grant.expiring", long.id)).toHaveLength(1);
    expect(await events("grant.expiring", short.id)).toEqual([]);
    expect((await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body.available).toBe("0");
  });
});

describe("GET /v1/events", () => {
  it("lists what happened, newest first, in pages", async () => {
    const ids = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { body } = await api.call(`GET /v1/events?limit=3${query}`, { as: "operator" });
      ids.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    expect(ids.length).toBeGreaterThan(5);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect((await api.call("GET /v1/events?cursor=x", { as: "store" })).status).toBe(400);
  });
});
