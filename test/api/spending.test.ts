import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKey } from "../../src/api/keys.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const usage = { operation: "image", width: 1024, height: 1024 };

describe("quotes", () => {
  it("price a usage for anyone, and say what would cost less", async () => {
    const { status, body } = await api.call("POST /v1/quotes", { body: { usage } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ credits: "4", usd: { low: "0.333333", high: "0.4" } });
    expect(body.savings).toContainEqual({ hint: "Run it off-peak", usage: { ...usage, batch: true }, credits: "2" });
    expect(body).not.toHaveProperty("available");
  });

  it("say for a wallet whether it can pay, to a key or to that wallet's session", async () => {
    const walletId = await api.openWallet("3");
    expect((await api.call("POST /v1/quotes", { body: { usage, walletId } })).status).toBe(401);
    const asked = await api.call("POST /v1/quotes", { as: "service", body: { usage, walletId } });
    expect(asked.body).toMatchObject({ available: "3", affordable: false });
    const session = await api.call(`POST /v1/wallets/${walletId}/sessions`, { as: "store" });
    const own = await api.call("POST /v1/quotes", { as: session.body.token, body: { usage, walletId } });
    expect(own.body).toMatchObject({ available: "3" });
    const other = await api.openWallet();
    const foreign = await api.call("POST /v1/quotes", { as: session.body.token, body: { usage, walletId: other } });
    expect(foreign.status).toBe(404);
  });

  it("are charged as quoted when a debit names them", async () => {
    const walletId = await api.openWallet("10");
    const quoted = await api.call("POST /v1/quotes", { as: "service", body: { usage, walletId } });
    const { quoteId } = quoted.body;
    const paid = await api.call("POST /v1/debits", { as: "service", key: "quoted", body: { walletId, quoteId } });
    expect(paid).toMatchObject({ status: 201, body: { credits: "4", availableAfter: "6" } });
    const forged = { walletId, quoteId: quoteId.replace("qt_e", "qt_f") };
    const refused = await api.call("POST /v1/debits", { as: "service", key: "forged", body: forged });
    expect(refused.body).toMatchObject({ code: "invalid_request", issues: [{ path: "quoteId" }] });
  });
});

describe("holds", () => {
  it("are opened, captured in part, and end once", async () => {
    const walletId = await api.openWallet("10");
    const held = await api.call("POST /v1/holds", {
      as: "service",
      key: "h1",
      body: { walletId, usage, reference: "job 1" },
    });
    expect(held).toMatchObject({
      status: 201,
      body: { state: "open", credits: "4", captured: "0", reference: "job 1" },
    });
    expect(held.body.lines).toEqual([{ label: "Image up to 1024 × 1024", credits: "4" }]);
    const { id } = held.body;
    expect((await api.call(`GET /v1/wallets/${walletId}`, { as: "service" })).body).toMatchObject({
      available: "6",
      held: "4",
    });
    const body = { credits: "2.5", outcome: "succeeded", providerCostUsd: "0.02" };
    const above = await api.call(`POST /v1/holds/${id}/capture`, { as: "service", key: "h2", body: { credits: "5" } });
    expect(above.body).toMatchObject({ code: "capture_exceeds_hold", held: "4", asked: "5" });
    const captured = await api.call(`POST /v1/holds/${id}/capture`, { as: "service", key: "h3", body });
    expect(captured).toMatchObject({ status: 200, body: { state: "captured", captured: "2.5" } });
    expect(captured.body.debitId).toMatch(/^deb_/);
    const again = await api.call(`POST /v1/holds/${id}/void`, { as: "service", key: "h4" });
    expect(again.body).toMatchObject({ status: 409, code: "hold_not_open", state: "captured" });
    expect((await api.call(`GET /v1/holds/${id}`, { as: "service" })).body).toEqual(captured.body);
    expect((await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body).toMatchObject({
      available: "7.5",
      held: "0",
    });
  });

  it("are voided, and extended to at most 24 hours from their start", async () => {
    const walletId = await api.openWallet("10");
    const { body: held } = await api.call("POST /v1/holds", {
      as: "service",
      key: "v1",
      body: { walletId, credits: "1" },
    });
    const extend = (key: string, expiresInSeconds: number) =>
      api.call(`POST /v1/holds/${held.id}/extend`, { as: "service", key, body: { expiresInSeconds } });
    const longer = await extend("v2", 7_200);
    expect(Date.parse(longer.body.expiresAt) - Date.parse(held.createdAt)).toBeGreaterThanOrEqual(7_200_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await extend("v3", 86_400)).body).toMatchObject({ code: "invalid_request" });
    const voided = await api.call(`POST /v1/holds/${held.id}/void`, {
      as: "service",
      key: "v4",
      body: { reason: "failed" },
    });
    expect(voided).toMatchObject({ status: 200, body: { state: "voided", captured: "0", debitId: null } });
  });
});

describe("debits", () => {
  it("are refunded to the grants that they came from, and no further", async () => {
    const walletId = await api.openWallet("10");
    const { body: debit } = await api.call("POST /v1/debits", {
      as: "service",
      key: "d1",
      body: { walletId, credits: "3" },
    });
    expect(debit).toMatchObject({ credits: "3", refunded: "0", availableAfter: "7", burned: [{ credits: "3" }] });
    const refund = (key: string, body: object) =>
      api.call(`POST /v1/debits/${debit.id}/refund`, { as: "service", key, body: { reason: "bad output", ...body } });
    expect(await refund("d2", { credits: "1" })).toMatchObject({ status: 200, body: { refunded: "1" } });
    expect((await refund("d3", { credits: "2.000001" })).body).toMatchObject({
      code: "refund_exceeds_debit",
      refundable: "2",
    });
    expect((await refund("d4", {})).body).toMatchObject({ refunded: "3" });
    expect((await api.call(`GET /v1/debits/${debit.id}`, { as: "service" })).body.refunded).toBe("3");
  });

  it("are refused with what is missing and where to top up", async () => {
    const walletId = await api.openWallet("1");
    const short = await api.call("POST /v1/debits", { as: "service", key: "s1", body: { walletId, credits: "2" } });
    expect(short).toMatchObject({
      status: 402,
      body: {
        code: "insufficient_credits",
        available: "1",
        needed: "2",
        topUpUrl: `https://shop.example/wallet?walletId=${walletId}`,
      },
    });
  });

  it("come in batches of which each item stands or falls alone, sharing keys with single calls", async () => {
    const walletId = await api.openWallet("5");
    const single = await api.call("POST /v1/debits", {
      as: "service",
      key: "b0",
      body: { walletId, credits: "1", reference: "r" },
    });
    const debits = [
      { idempotencyKey: "b1", walletId, credits: "3" },
      { idempotencyKey: "b2", walletId, credits: "2" },
      { idempotencyKey: "b3", walletId, credits: "1" },
      { idempotencyKey: "b0", reference: "r", credits: "1", walletId },
      { idempotencyKey: "b0", walletId, credits: "1" },
      { walletId, credits: "1" },
      { idempotencyKey: "b5", walletId, credits: 1 },
      { idempotencyKey: "b6", walletId: "wal_x", credits: "1" },
      "nothing",
      { idempotencyKey: "b7", walletId, credits: "1", reference: "cut in half \ud83d" },
      { idempotencyKey: "b8", walletId, credits: "1", metadata: { note: "a\0b" } },
    ];
    const { status, body } = await api.call("POST /v1/debits/batch", { as: "service", body: { debits } });
    expect(status).toBe(200);
    expect(body.results.map((result: { status: number }) => result.status)).toEqual([
      201, 402, 201, 201, 422, 400, 400, 404, 400, 400, 400,
    ]);
    expect(body.results[3].debit).toEqual(single.body);
    expect(body.results.map((result: { problem?: { code: string } }) => result.problem?.code)).toEqual([
      undefined,
      "insufficient_credits",
      undefined,
      undefined,
      "idempotency_key_reused",
      "idempotency_key_missing",
      "invalid_request",
      "not_found",
      "invalid_request",
      "invalid_request",
      "invalid_request",
    ]);
    expect((await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body.available).toBe("0");
    const many = { debits: Array.from({ length: 1_001 }, () => debits[0]) };
    expect((await api.call("POST /v1/debits/batch", { as: "service", body: many })).status).toBe(400);
  });

  it("of one wallet happen in the order given, whatever keys other wallets' debits have", async () => {
    const [one, two] = [await api.openWallet("10"), await api.openWallet("10")];
    const debits = [
      { idempotencyKey: "same", walletId: one, credits: "1" },
      { idempotencyKey: "same", walletId: two, credits: "8" },
      { idempotencyKey: "same", walletId: two, credits: "8" },
      { idempotencyKey: "another", walletId: two, credits: "8" },
      { idempotencyKey: "third", walletId: two, credits: "2" },
    ];
    const { body } = await api.call("POST /v1/debits/batch", { as: "service", body: { debits } });
    expect(body.results.map((result: { status: number }) => result.status)).toEqual([201, 201, 201, 402, 201]);
    expect(body.results[2]).toEqual(body.results[1]);
  });

  it("belong to the client that made them: another service's do not exist, an operator's view does", async () => {
    const walletId = await api.openWallet("5");
    const { body: debit } = await api.call("POST /v1/debits", {
      as: "service",
      key: "o1",
      body: { walletId, credits: "1" },
    });
    const { body: hold } = await api.call("POST /v1/holds", {
      as: "service",
      key: "o2",
      body: { walletId, credits: "1" },
    });
    const { key: other } = await createKey(api.dependencies.pool, { role: "service", client: "another service" });
    const asked = await Promise.all([
      api.call(`GET /v1/debits/${debit.id}`, { as: other }),
      api.call(`POST /v1/debits/${debit.id}/refund`, { as: other, key: "o3", body: { reason: "mine" } }),
      api.call(`GET /v1/holds/${hold.id}`, { as: other }),
      api.call(`POST /v1/holds/${hold.id}/capture`, { as: other, key: "o4" }),
      api.call(`POST /v1/holds/${hold.id}/void`, { as: other, key: "o5" }),
      api.call(`POST /v1/holds/${hold.id}/extend`, { as: other, key: "o6", body: { expiresInSeconds: 60 } }),
    ]);
    expect(asked.map(({ status }) => status)).toEqual(Array(6).fill(404));
    expect((await api.call(`GET /v1/debits/${debit.id}`, { as: "operator" })).status).toBe(200);
    expect((await api.call(`POST /v1/holds/${hold.id}/void`, { as: "operator", key: "o7" })).status).toBe(200);
    const replayed = await api.call("POST /v1/debits", { as: other, key: "o1", body: { walletId, credits: "1" } });
    expect(replayed.headers.get("Idempotency-Replayed")).toBeNull();
    expect(replayed.body.id).not.toBe(debit.id);
  });

  it("leave a ledger that verifies", async () => {
    const { body } = await api.call("GET /v1/ledger/verify", { as: "operator" });
    expect(body.ok).toBe(true);
    expect(body.checks.length).toBeGreaterThan(3);
  });
});
