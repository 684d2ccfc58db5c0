import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { alertLowBalances } from "../../src/ledger/alertLowBalances.js";
import { moveStoreTime } from "../support/storeTime.js";
import { createAllowanceScene } from "./allowanceScene.js";
import type { Api } from "./startApi.js";

const { open, reset, close, sellFrom, pass, lowBalances, give, end, available, spend } = createAllowanceScene();
let api: Api;
let keys = 0;

beforeAll(async () => {
  api = await open();
});
afterEach(reset);
afterAll(close);

describe("a day's quota that the workers have not come to yet", () => {
  it.each(["debits", "holds"])(
    "counts for %s as soon as its day has begun, and no balance was low between",
    async (kind) => {
      await sellFrom("gemini");
      const walletId = await api.openWallet();
      await give(walletId, "daily-free");
      await api.call(`POST /v1/wallets/${walletId}/alerts`, { as: "store", body: { below: "5" } });
      const ask = (credits: string) => {
        keys += 1;
        return api.call(`POST /v1/${kind}`, { as: "service", key: `border-${keys}`, body: { walletId, credits } });
      };
      await moveStoreTime(api.database.pool, 1.01);
      const outcomes = await Promise.all([ask("20"), ask("9")]);
      expect(outcomes.map(({ status }) => status)).toEqual([201, 201]);
      expect(await ask("2")).toMatchObject({ status: 402, body: { available: "1", needed: "2" } });
      await pass();
      expect(await lowBalances(walletId)).toMatchObject([{ data: { available: "1" } }]);
    },
  );

  it("counts where nothing of the day before was left to lapse", async () => {
    await sellFrom("gemini");
    const walletId = await api.openWallet();
    await give(walletId, "daily-free");
    await spend(walletId, { credits: "30" });
    await moveStoreTime(api.database.pool, 1.01);
    expect((await spend(walletId, { credits: "30" })).status).toBe(201);
    expect((await spend(walletId, { credits: "1" })).status).toBe(402);
  });

  it("is no low balance where a hold ends with the day", async () => {
    await sellFrom("gemini");
    const walletId = await api.openWallet();
    await give(walletId, "daily-free");
    await api.call(`POST /v1/wallets/${walletId}/alerts`, { as: "store", body: { below: "5" } });
    const hold = { walletId, credits: "3", expiresInSeconds: 3_600 };
    await api.call("POST /v1/holds", { as: "service", key: `hold-${walletId}`, body: hold });
    await moveStoreTime(api.database.pool, 1.01);
    await pass();
    // What the hold gives back lives on for the grace.
    expect(await available(walletId)).toBe("33");
    expect(await lowBalances(walletId)).toEqual([]);
  });
});

describe("what comes back to a wallet between a day's border and the workers' pass", () => {
  const more = { credits: "1", kind: "promotional", reason: "sorry" };

  it.each<[string, (of: { walletId: string; debit: string; hold: string }) => Promise<{ status: number }>]>([
    [
      "a refund of the day before",
      ({ debit }) =>
        api.call(`POST /v1/debits/${debit}/refund`, {
          ...{ as: "service", key: `back-${debit}` },
          body: { credits: "1", reason: "blurred" },
        }),
    ],
    [
      "a hold of the day before that is voided",
      ({ hold }) => api.call(`POST /v1/holds/${hold}/void`, { as: "service", key: `back-${hold}`, body: {} }),
    ],
    [
      "a small gift",
      ({ walletId }) =>
        api.call(`POST /v1/wallets/${walletId}/grants`, { as: "store", key: `gift-${walletId}`, body: more }),
    ],
  ])("is no low balance: %s", async (_what, comeBack) => {
    await sellFrom("gemini");
    const walletId = await api.openWallet();
    await give(walletId, "daily-free");
    await api.call(`POST /v1/wallets/${walletId}/alerts`, { as: "store", body: { below: "5" } });
    const debit = (await spend(walletId, { credits: "3" })).body.id;
    const ask = { walletId, credits: "1", expiresInSeconds: 86_400 };
    await moveStoreTime(api.database.pool, 0.5);
    const hold = (await api.call("POST /v1/holds", { as: "service", key: `hold-${walletId}`, body: ask })).body.id;
    await moveStoreTime(api.database.pool, 1.01);
    expect((await comeBack({ walletId, debit, hold })).status).toBeLessThan(300);
    expect(await available(walletId)).toBe("1");
    // Also where the look comes before the quota.
    await alertLowBalances(api.dependencies.pool);
    expect(await lowBalances(walletId)).toEqual([]);
    await pass();
    expect(await available(walletId)).toBe("31");
    expect(await lowBalances(walletId)).toEqual([]);
    await spend(walletId, { credits: "28" });
    await pass();
    expect(await lowBalances(walletId)).toMatchObject([{ data: { available: "3" } }]);
  });
});

describe("a period that has begun is spent before credits that are the buyer's own, whatever the workers do", () => {
  const buy = (walletId: string) =>
    api.call(`POST /v1/wallets/${walletId}/grants`, {
      ...{ as: "store", key: `own-${walletId}` },
      body: { credits: "100", kind: "promotional", reason: "own" },
    });
  const dayIs = (day: number) => moveStoreTime(api.database.pool, day);

  it.each<[string, string, string, (walletId: string) => Promise<unknown>]>([
    [
      "they were bought when the day's quota was used up",
      ...(["gemini", "110"] as const),
      async (walletId) => {
        await give(walletId, "daily-free");
        await spend(walletId, { credits: "30" });
        await buy(walletId);
        await dayIs(1.01);
      },
    ],
    [
      "they were bought when the next day had begun",
      ...(["gemini", "110"] as const),
      async (walletId) => {
        await give(walletId, "daily-free");
        await dayIs(1.01);
        await buy(walletId);
      },
    ],
    [
      "the allowance was ended and given again",
      ...(["gemini", "110"] as const),
      async (walletId) => {
        await give(walletId, "daily-free");
        await end(walletId, "daily-free");
        await buy(walletId);
        await give(walletId, "daily-free");
        await dayIs(1.01);
      },
    ],
    [
      "what is unused of it stays for ever",
      ...(["crushon-ai", "280"] as const),
      async (walletId) => {
        await give(walletId, "plan");
        await spend(walletId, { credits: "200" });
        await buy(walletId);
        await dayIs(31.5);
      },
    ],
  ])("%s", async (_when, catalog, left, happen) => {
    await sellFrom(catalog);
    const walletId = await api.openWallet();
    await happen(walletId);
    expect((await spend(walletId, { credits: "20" })).body).toMatchObject({ availableAfter: left });
    await pass();
    expect(await available(walletId)).toBe(left);
  });
});
