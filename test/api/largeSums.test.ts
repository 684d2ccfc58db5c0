import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postGrants } from "../../src/ledger/postGrants.js";
import { CREDIT, lot } from "../ledger/spendingFixture.js";
import { type Answer, type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** 9,000,000,000,000 credits: a thousand gifts of the largest amount. Two of them are beyond SQL's bigint. */
const HUGE = 9_000_000_000_000n;
const FULL = "would leave the wallet with more than 9223372036854.775807 credits, the largest balance";

async function give(walletId: string, credits: bigint, more: Partial<ReturnType<typeof lot>> = {}): Promise<void> {
  const grants = [lot(credits * CREDIT, { kind: "promotional", ...more })];
  await postGrants(api.dependencies.pool, { walletId, depositId: null, checkoutId: null, grants });
}
const post = (as: "store" | "service", path: string, body: object): Promise<Answer> =>
  api.call(`POST ${path as "/v1/debits"}`, { as, key: randomUUID(), body });

describe("credits that would make a balance larger than a bigint", () => {
  const refused = { status: 400, body: { code: "invalid_request", issues: [{ path: "credits", message: FULL }] } };

  it("are refused as a gift, and what the wallet has stays", async () => {
    const walletId = await api.openWallet();
    await give(walletId, HUGE);
    const gift = (credits: string) =>
      post("store", `/v1/wallets/${walletId}/grants`, { credits, kind: "promotional", reason: "much" });
    for (let count = 0; count < 24; count += 1) expect((await gift("9000000000")).status).toBe(201);
    expect(await gift("9000000000")).toMatchObject(refused);
    const { body } = await api.call(`GET /v1/wallets/${walletId}`, { as: "store" });
    expect(body.available).toBe("9216000000000");
  });

  it("are refused while holds pin some that could not come back then", async () => {
    const walletId = await api.openWallet("500");
    const hold = await post("service", "/v1/holds", { walletId, credits: "500" });
    await give(walletId, 9_223_372_036_000n);
    const gift = { credits: "400", kind: "promotional", reason: "much" };
    expect(await post("store", `/v1/wallets/${walletId}/grants`, gift)).toMatchObject(refused);
    expect((await post("service", `/v1/holds/${hold.body.id}/void`, {})).status).toBe(200);
  });

  it("are refused as a transfer and as a refund, which can be made later", async () => {
    const [payer, walletId] = [await api.openWallet(), await api.openWallet("500")];
    await give(payer, 1_000n, { kind: "purchased" });
    const { body: debit } = await post("service", "/v1/debits", { walletId, credits: "500" });
    await give(walletId, 9_223_372_036_800n);
    const transfer = { fromWalletId: payer, toWalletId: walletId, credits: "1000", reason: "much" };
    expect(await post("store", "/v1/transfers", transfer)).toMatchObject(refused);
    const refund = () => post("service", `/v1/debits/${debit.id}/refund`, { reason: "blurred" });
    expect(await refund()).toMatchObject(refused);
    await post("service", "/v1/debits", { walletId, credits: "1000" });
    expect((await refund()).status).toBe(200);
  });
});

describe("sums of many wallets and services that are larger than a bigint", () => {
  const range = `from=${new Date(Date.now() - 86_400_000).toISOString()}&to=${new Date(Date.now() + 86_400_000).toISOString()}`;

  it("are told in the overview and in the report", async () => {
    const [one, other] = [await api.openWallet(), await api.openWallet()];
    const { body: before } = await api.call("GET /v1/console/overview", { as: "operator" });
    for (const walletId of [one, other]) await give(walletId, HUGE);
    const { status, body } = await api.call("GET /v1/console/overview", { as: "operator" });
    expect([status, Number(body.wallets.available) - Number(before.wallets.available)]).toEqual([200, 18e12]);
    const report = await api.call(`GET /v1/reports/revenue?${range}`, { as: "operator" });
    expect([report.status, Number(report.body.total.bonusGiven) >= 18e12]).toEqual([200, true]);
  });

  it("are told of what services said their work cost", async () => {
    const walletId = await api.openWallet("10");
    const { body: debit } = await post("service", "/v1/debits", { walletId, credits: "1", providerCostUsd: "0.5" });
    // As 1,025 debits of the largest cost would come to.
    await api.database.pool.query(
      `UPDATE debits SET details = details || '{"providerCostUsd": "9225000000000.5"}' WHERE id = $1`,
      [debit.id],
    );
    const usage = await api.call(`GET /v1/wallets/${walletId}/usage?${range}`, { as: "store" });
    expect(usage.body).toMatchObject({ buckets: [{ credits: "1", usdCost: "9225000000000.5" }] });
    const { body } = await api.call(`GET /v1/reports/revenue?${range}`, { as: "operator" });
    expect(body.total.providerCostUsd).toBe("9225000000000.5");
  });
});
