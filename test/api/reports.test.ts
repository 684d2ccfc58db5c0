import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { holdBackDeposit } from "../../src/ledger/holdBackDeposit.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { resumeDeposit } from "../../src/ledger/resumeDeposit.js";
import { newId } from "../../src/lib/ids.js";
import { sumUsage } from "../../src/web/wallet/sumUsage.js";
import { type Answer, type Api, startApi } from "./startApi.js";

let api: Api;
let walletId: string;

beforeAll(async () => {
  api = await startApi();
});
// Lots are posted for a deposit that there is none of, so that no revenue comes of it.
afterAll(() => api.close(["deposits: broken 1 times"]));
beforeEach(async () => {
  walletId = await api.openWallet("1000");
});

const post = (path: string, body: object): Promise<Answer> =>
  api.call(`POST ${path as "/v1/debits"}`, { as: "service", key: randomUUID(), body });
const debit = (body: object): Promise<Answer> => post("/v1/debits", { walletId, ...body });

const RANGE = `from=${new Date(Date.now() - 86_400_000).toISOString()}&to=${new Date(Date.now() + 86_400_000).toISOString()}`;
const usage = async (query: string) =>
  (await api.call(`GET /v1/wallets/${walletId}/usage?${RANGE}&${query}`, { as: "store" })).body.buckets;

/** Three usages: one captured and good, one captured and rejected, one voided. */
async function generate(): Promise<void> {
  const { operation } = (await api.dependencies.catalogs.current()).standardImage;
  const usageOf = { operation, count: 2 };
  const credits = async (body: object) => (await post("/v1/holds", { walletId, usage: usageOf, ...body })).body.id;
  await post(`/v1/holds/${await credits({})}/capture`, { outcome: "succeeded", providerCostUsd: "0.04" });
  await post(`/v1/holds/${await credits({})}/capture`, { outcome: "rejected", providerCostUsd: "0.03" });
  await post(`/v1/holds/${await credits({})}/void`, { reason: "timed out" });
}

describe("a wallet's usage", () => {
  it("adds up outputs, failures, credits and provider cost by operation, so that a usable output's cost is known", async () => {
    await generate();
    const { operation } = (await api.dependencies.catalogs.current()).standardImage;
    const [bucket, ...others] = await usage("bucket=month");
    expect(others).toEqual([]);
    expect(bucket).toMatchObject({ key: operation, count: 6, failed: 4, usdCost: "0.07" });
    const { body: wallet } = await api.call(`GET /v1/wallets/${walletId}`, { as: "store" });
    expect(1000 - Number(wallet.available)).toBe(Number(bucket.credits));
  });

  it("is told by service and by hour, and leaves refunded credits out", async () => {
    const { body } = await debit({ credits: "10" });
    await debit({ credits: "5" });
    await post(`/v1/debits/${body.id}/refund`, { credits: "4", reason: "blurred" });
    const [bucket] = await usage("bucket=hour&groupBy=service");
    expect(bucket).toMatchObject({ key: "the service", credits: "11", count: 2, failed: 0, usdCost: "0" });
    expect(bucket.start).toMatch(/T\d\d:00:00\.000Z$/);
  });

  it("counts a debit that was refunded in full as failed", async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => debit({ credits: "10" })));
    const blurred = made.slice(0, 15).map(({ body }) => post(`/v1/debits/${body.id}/refund`, { reason: "blurred" }));
    await Promise.all(blurred);
    const [bucket] = await usage("bucket=month");
    expect(bucket).toMatchObject({ credits: "350", count: 50, failed: 15 });
    expect(sumUsage([bucket]).total).toMatchObject({ usable: 35, creditsPerUsable: "10" });
  });

  it("counts a model under its name where the usage left it to the operation's default", async () => {
    const image = { operation: "image" };
    const quoted = await api.call("POST /v1/quotes", { as: "service", body: { usage: image } });
    await debit({ usage: image });
    await debit({ usage: { ...image, model: "sd-1.5" } });
    await debit({ quoteId: quoted.body.quoteId });
    const [bucket, ...others] = await usage("bucket=month&groupBy=model");
    expect(others).toEqual([]);
    expect(bucket).toMatchObject({ key: "sd-1.5", credits: "3", count: 3 });
  });

  it("knows nothing outside its range, of other wallets, or for other sessions", async () => {
    await debit({ credits: "10" });
    const path = `/v1/wallets/${walletId}/usage` as const;
    const earlier = await api.call(`GET ${path}?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z`, { as: "store" });
    expect(earlier.body).toEqual({ buckets: [] });
    const other = await api.openWallet("1");
    const session = await api.call(`POST /v1/wallets/${other}/sessions`, { as: "store" });
    expect((await api.call(`GET ${path}?${RANGE}`, { as: session.body.token })).status).toBe(404);
    expect((await api.call(`GET ${path}?from=yesterday&to=now`, { as: "store" })).status).toBe(400);
  });
});

it("refuses a range that ends before it begins, or at once", async () => {
  for (const path of [`/v1/wallets/${walletId}/usage`, "/v1/reports/revenue"] as const) {
    for (const to of ["2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"]) {
      const refused = await api.call(`GET ${path}?from=2020-02-01T00:00:00Z&to=${to}`, { as: "operator" });
      expect(refused).toMatchObject({ status: 400, body: { code: "invalid_request" } });
      expect(refused.body.issues).toEqual([{ path: "to", message: "must be after from" }]);
    }
  }
});

describe("the buyer's own session", () => {
  it("is told what was used, and not what that cost the service", async () => {
    await generate();
    const session = await api.call(`POST /v1/wallets/${walletId}/sessions`, { as: "store" });
    const path = `/v1/wallets/${walletId}/usage` as const;
    const { body } = await api.call(`GET ${path}?${RANGE}&bucket=month`, { as: session.body.token });
    const [{ usdCost, ...bucket }] = await usage("bucket=month");
    expect(usdCost).toBe("0.07");
    expect(body.buckets).toEqual([bucket]);
  });
});

describe("a deposit that was held back and resumed", () => {
  it("is no usage", async () => {
    const depositId = newId("dep");
    await transaction(api.database.pool, async (sql) => {
      await postGrants(sql, {
        ...{ walletId, depositId, checkoutId: newId("chk") },
        grants: [
          { kind: "purchased", credits: 7n, priority: 50, expiresAt: null, costUsdt: 7n, componentId: "purchased" },
        ],
      });
      expect(await holdBackDeposit(sql, depositId)).toBe(7n);
      expect(await resumeDeposit(sql, depositId, 0)).toBe(7n);
    });
    expect(await usage("bucket=month")).toEqual([]);
  });
});

describe("the revenue report", () => {
  const revenue = (query = "") => api.call(`GET /v1/reports/revenue?${RANGE}&bucket=month${query}`, { as: "operator" });
  const totals = async (): Promise<Record<string, number>> => {
    const sums: Record<string, number> = {};
    for (const bucket of (await revenue()).body.buckets)
      for (const [name, value] of Object.entries(bucket)) sums[name] = (sums[name] ?? 0) + Number(value);
    return sums;
  };

  it("grows by exactly what was sold, given, spent, paid for and lost", async () => {
    const before = await totals();
    await transaction(api.database.pool, (sql) =>
      postGrants(sql, {
        ...{ walletId, depositId: null, checkoutId: null },
        grants: [
          { kind: "purchased", credits: 70_000_000n, priority: 50, expiresAt: null, costUsdt: 0n },
          { kind: "bonus", credits: 3_500_000n, priority: 50, expiresAt: new Date(0), costUsdt: 0n },
        ],
      }),
    );
    await generate();
    const { body } = await debit({ credits: "12", providerCostUsd: "0.5" });
    await post(`/v1/debits/${body.id}/refund`, { credits: "2", reason: "blurred" });
    const after = await totals();
    const grew = (name: string) => Number(((after[name] ?? 0) - (before[name] ?? 0)).toFixed(6));
    const { body: wallet } = await api.call(`GET /v1/wallets/${walletId}`, { as: "store" });
    expect(grew("creditsSold")).toBe(70);
    expect(grew("bonusGiven")).toBe(3.5);
    expect(grew("breakage")).toBe(3.5);
    expect(grew("creditsSpent")).toBe(1070 - Number(wallet.available));
    expect(grew("providerCostUsd")).toBe(0.57);
    expect(grew("marginUsd")).toBe(-0.57);
    expect(grew("outputs") - grew("usableOutputs")).toBe(2);
  });

  it("counts what was refunded in full neither as charged for nor as usable", async () => {
    const before = await totals();
    const { body } = await debit({ credits: "12", providerCostUsd: "0.5" });
    await debit({ credits: "3" });
    await post(`/v1/debits/${body.id}/refund`, { reason: "blurred" });
    const after = await totals();
    const grew = (name: string) => Number(((after[name] ?? 0) - (before[name] ?? 0)).toFixed(6));
    expect(grew("creditsSpent")).toBe(3);
    expect(grew("providerCostUsd")).toBe(0.5);
    expect([grew("outputs"), grew("usableOutputs")]).toEqual([1, 1]);
  });

  it("comes as a file too, with the same figures", async () => {
    await generate();
    const { body } = await revenue();
    const file = await revenue("&format=csv");
    expect(file.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    const [header, ...lines] = file.text.trimEnd().split("\r\n");
    const [bucket] = body.buckets;
    expect(header?.split(",")).toEqual(Object.keys(bucket));
    expect(lines[0]?.split(",")).toEqual(Object.values(bucket).map(String));
  });

  it("says what all periods come to", async () => {
    const { start: _, ...bucket } = (await revenue()).body.buckets[0];
    expect((await revenue()).body.total).toEqual(bucket);
    const none = await api.call("GET /v1/reports/revenue?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z", {
      as: "operator",
    });
    expect(none.body).toMatchObject({ buckets: [], total: { usdtReceived: "0", costPerUsableOutputUsd: null } });
  });

  it("is for operators", async () => {
    expect((await api.call(`GET /v1/reports/revenue?${RANGE}`, { as: "store" })).status).toBe(403);
  });
});
