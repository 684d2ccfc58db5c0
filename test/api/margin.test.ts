import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { creditingOf } from "../../src/api/creditingOf.js";
import { confirmDeposits, listDue } from "../../src/deposits/confirmDeposits.js";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { parseConfirmations } from "../../src/lib/confirmations.js";
import { catalogText } from "../catalog/catalogFile.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";
import { type Answer, type Api, startApi } from "./startApi.js";

// The credyt catalogue sells 100 credits for 10 USDT, without bonus, and includes 50 and promises 10 a month.

let network: TestNetwork;
let api: Api;

beforeAll(async () => {
  network = await startEthereumNetwork();
  api = await startApi({}, network.chain);
  const body = catalogText("credyt");
  await api.call("POST /v1/catalog", { as: "operator", body, headers: { "Content-Type": "application/yaml" } });
});
afterAll(async () => {
  await api.close();
  await network.close();
});

const post = async (as: "store" | "service" | "operator", path: string, body: object): Promise<Answer["body"]> => {
  const answer = await api.call(`POST ${path}`, { as, key: randomUUID(), body });
  expect(answer.status).toBeLessThan(300);
  return answer.body;
};

/** A wallet that bought the small pack by a payment on the chain, and its deposit. */
async function buy(): Promise<{ walletId: string; depositId: string }> {
  const { pool } = api.dependencies;
  const walletId = await api.openWallet();
  const checkout = await post("store", "/v1/checkouts", { walletId, packId: "small", network: "ethereum" });
  await network.pay(checkout.address, 10_000_000n);
  await network.mine(network.finalAfter);
  await scanNetwork(pool, network.chain);
  await confirmDeposits({ pool, minimum: 1_000_000n }, "ethereum", parseConfirmations("final"));
  for (const id of await listDue(pool, "ethereum")) await creditDeposit(creditingOf(api.dependencies), id);
  const { body } = await api.call(`GET /v1/checkouts/${checkout.id}`);
  expect(body).toMatchObject({ status: "paid", creditsGranted: "100" });
  return { walletId, depositId: body.deposits[0].id };
}

const RANGE = `from=${new Date(Date.now() - 86_400_000).toISOString()}&to=${new Date(Date.now() + 86_400_000).toISOString()}`;
const total = async (): Promise<Answer["body"]> =>
  (await api.call(`GET /v1/reports/revenue?${RANGE}&bucket=month`, { as: "operator" })).body.total;

/** By how much each figure grew, without those that did not. */
async function growthOf(act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await total();
  await act();
  const grown = Object.entries(await total()).map(([name, now]) => [name, Number(now) - Number(before[name])] as const);
  return Object.fromEntries(grown.map(([name, by]) => [name, Number(by.toFixed(6))]).filter(([, by]) => by !== 0));
}

const txHash = `0x${"ab".repeat(32)}`;

describe("the revenue report of a store that sells as Credyt does", () => {
  it("shows the margin on the credits that were spent: what they were bought for, less the provider's cost", async () => {
    const { walletId } = await buy();
    for (const allowanceId of ["trial", "included"]) {
      await post("store", `/v1/wallets/${walletId}/allowances`, { allowanceId });
    }
    const grew = await growthOf(async () => {
      const usage = { operation: "image", width: 512, height: 512, steps: 50, count: 70 };
      const { id } = await post("service", "/v1/holds", { walletId, usage });
      await post("service", `/v1/holds/${id}/capture`, { outcome: "succeeded", providerCostUsd: "0.42" });
    });
    // Included credits are spent first, then promotional ones; only the last 10 were bought, for 0.1 each.
    const { data } = (await api.call(`GET /v1/wallets/${walletId}/grants`, { as: "store" })).body;
    const left = data.map(({ kind, remaining }: { kind: string; remaining: string }) => [kind, remaining]);
    expect(Object.fromEntries(left)).toEqual({ included: "0", promotional: "0", purchased: "90" });
    expect(grew).toMatchObject({ creditsSpent: 70, spentUsd: 1, providerCostUsd: 0.42, spentMarginUsd: 0.58 });
    expect(grew).toMatchObject({ marginUsd: -0.42, outputs: 70, usableOutputs: 70 });
  });

  it("takes a refunded debit's credits out again, at what they were bought for", async () => {
    const { walletId } = await buy();
    const grew = await growthOf(async () => {
      const { id } = await post("service", "/v1/debits", { walletId, credits: "30", providerCostUsd: "0.5" });
      await post("service", `/v1/debits/${id}/refund`, { credits: "10", reason: "blurred" });
    });
    expect(grew).toMatchObject({ creditsSpent: 20, spentUsd: 2, spentMarginUsd: 1.5 });
  });

  it("keeps what was received, and counts what was given back when it is taken, and when it is paid", async () => {
    let bought = { walletId: "", depositId: "" };
    const sold = await growthOf(async () => {
      bought = await buy();
    });
    expect(sold).toEqual({ usdtReceived: 10, creditsSold: 100, marginUsd: 10 });
    await post("service", "/v1/debits", { walletId: bought.walletId, credits: "30" });
    const asked = await growthOf(() => post("store", `/v1/wallets/${bought.walletId}/refund-requests`, {}));
    expect(asked).toEqual({ creditsSold: -70 });
    const record = () =>
      post("operator", `/v1/deposits/${bought.depositId}/refunded`, { txHash, note: "the buyer left" });
    expect(await growthOf(record)).toEqual({ usdtRefunded: 7, marginUsd: -7 });
  });

  it("counts a payment that was sent back as received and as refunded, and its credits as never sold", async () => {
    const grew = await growthOf(async () => {
      const { depositId } = await buy();
      await post("operator", `/v1/deposits/${depositId}/refunded`, { txHash, note: "paid by mistake" });
    });
    expect(grew).toEqual({ usdtReceived: 10, usdtRefunded: 10 });
  });
});
