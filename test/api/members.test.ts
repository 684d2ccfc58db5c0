import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Answer, type Api, startApi } from "./startApi.js";

let api: Api;
let walletId: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  walletId = await api.openWallet("100");
});

const team = (method: "POST" | "PATCH" | "DELETE", body: object): Promise<Answer> =>
  api.call(`${method} /v1/wallets/${walletId}/members`, { as: "store", body });
const spend = (path: string, body: object): Promise<Answer> =>
  api.call(`POST ${path as "/v1/debits"}`, { as: "service", key: randomUUID(), body });
const debit = (memberId: string, credits: string) => spend("/v1/debits", { walletId, memberId, credits });
const hold = (memberId: string, credits: string) => spend("/v1/holds", { walletId, memberId, credits });

async function spent(memberId: string): Promise<{ day: string; month: string }> {
  const { body } = await api.call(`GET /v1/wallets/${walletId}/members`, { as: "service" });
  return body.data.find((member: { memberId: string }) => member.memberId === memberId).spent;
}

/** As if what was counted so far had been counted a month ago, and holds and debits made then. */
async function passAMonth(): Promise<void> {
  const { pool } = api.database;
  await pool.query("UPDATE members SET counted_at = counted_at - interval '32 days' WHERE wallet_id = $1", [walletId]);
  await pool.query("UPDATE holds SET created_at = created_at - interval '32 days' WHERE wallet_id = $1", [walletId]);
}

describe("a wallet's team", () => {
  it("is added to, listed, changed and taken from", async () => {
    const added = await team("POST", { memberId: "ann", name: "Ann", cap: { credits: "10", per: "day" } });
    expect(added).toMatchObject({ status: 201, body: { memberId: "ann", cap: { credits: "10", per: "day" } } });
    expect(await team("POST", { memberId: "ann", name: "Other" })).toMatchObject({
      status: 200,
      body: { name: "Ann" },
    });
    expect((await team("PATCH", { memberId: "ann", cap: null })).body).toMatchObject({ name: "Ann", cap: null });
    expect((await team("DELETE", { memberId: "ann" })).status).toBe(200);
    expect((await team("DELETE", { memberId: "ann" })).status).toBe(404);
    const listed = await api.call(`GET /v1/wallets/${walletId}/members`, { as: "store" });
    expect(listed.body).toEqual({ data: [], nextCursor: null });
  });

  it("may spend only as members, and not by a service's word alone", async () => {
    expect((await debit("nobody", "1")).body).toMatchObject({ code: "not_found" });
    const call = { as: "service", body: { memberId: "ann" } } as const;
    expect((await api.call(`POST /v1/wallets/${walletId}/members`, call)).status).toBe(403);
    expect((await api.call("POST /v1/wallets/wal_0/members", { ...call, as: "store" })).status).toBe(404);
  });
});

describe("a member's cap", () => {
  it("refuses what exceeds it with 402 that says the cap, while the wallet could pay", async () => {
    await team("POST", { memberId: "ann", cap: { credits: "10", per: "day" } });
    expect((await debit("ann", "7")).status).toBe(201);
    expect(await debit("ann", "4")).toMatchObject({
      status: 402,
      body: {
        ...{ code: "insufficient_credits", memberId: "ann", cap: { credits: "10", per: "day" } },
        ...{ capRemaining: "3", available: "93", needed: "4" },
      },
    });
    expect((await hold("ann", "3")).status).toBe(201);
    expect((await debit("ann", "0.000001")).status).toBe(402);
    expect((await spend("/v1/debits", { walletId, credits: "20" })).status).toBe(201);
  });

  it("lets exactly as many of parallel debits through as it covers", async () => {
    await team("POST", { memberId: "ann", cap: { credits: "5", per: "month" } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => debit("ann", "1")));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 402)).toHaveLength(15);
    expect(await spent("ann")).toEqual({ day: "5", month: "5" });
  });

  it("counts a repeated key once", async () => {
    await team("POST", { memberId: "ann", cap: { credits: "5", per: "day" } });
    const call = { as: "service", key: randomUUID(), body: { walletId, memberId: "ann", credits: "3" } } as const;
    await api.call("POST /v1/debits", call);
    expect((await api.call("POST /v1/debits", call)).headers.get("Idempotency-Replayed")).toBe("true");
    expect(await spent("ann")).toEqual({ day: "3", month: "3" });
  });

  it("gets back what was voided, not captured, or refunded", async () => {
    await team("POST", { memberId: "ann", cap: { credits: "10", per: "day" } });
    const voided = await hold("ann", "4");
    await spend(`/v1/holds/${voided.body.id}/void`, {});
    expect(await spent("ann")).toEqual({ day: "0", month: "0" });
    const captured = await hold("ann", "8");
    const { debitId } = (await spend(`/v1/holds/${captured.body.id}/capture`, { credits: "5" })).body;
    expect(await spent("ann")).toEqual({ day: "5", month: "5" });
    await spend(`/v1/debits/${debitId}/refund`, { credits: "2", reason: "blurred" });
    expect(await spent("ann")).toEqual({ day: "3", month: "3" });
  });

  it("starts anew with the next day or month, and nothing of an earlier one comes back into it", async () => {
    await team("POST", { memberId: "ann", cap: { credits: "10", per: "month" } });
    const old = await hold("ann", "10");
    expect((await debit("ann", "1")).status).toBe(402);
    await passAMonth();
    expect(await spent("ann")).toEqual({ day: "0", month: "0" });
    expect((await debit("ann", "6")).status).toBe(201);
    await spend(`/v1/holds/${old.body.id}/void`, {});
    expect(await spent("ann")).toEqual({ day: "6", month: "6" });
  });

  it("gets nothing back for what was counted before the member left and came anew", async () => {
    await team("POST", { memberId: "ann", cap: { credits: "10", per: "day" } });
    const old = await hold("ann", "10");
    await team("DELETE", { memberId: "ann" });
    await team("POST", { memberId: "ann", cap: { credits: "10", per: "day" } });
    expect((await debit("ann", "10")).status).toBe(201);
    await spend(`/v1/holds/${old.body.id}/void`, {});
    expect(await spent("ann")).toEqual({ day: "10", month: "10" });
    expect((await debit("ann", "1")).status).toBe(402);
  });

  it("is not to be had twice by what came before midnight and waited until after it", async () => {
    await team("POST", { memberId: "ann", cap: { credits: "10", per: "day" } });
    expect((await debit("ann", "10")).status).toBe(201);
    // As if that had been counted after midnight, and what comes now had begun before.
    const tomorrow = "UPDATE members SET counted_at = counted_at + interval '1 day' WHERE wallet_id = $1";
    await api.database.pool.query(tomorrow, [walletId]);
    expect((await debit("ann", "1")).body).toMatchObject({ code: "insufficient_credits", capRemaining: "0" });
  });

  it("gets back what a hold pinned whose time is over, as soon as it is needed", async () => {
    await team("POST", { memberId: "ann", cap: { credits: "10", per: "day" } });
    const { body } = await hold("ann", "8");
    expect((await debit("ann", "3")).status).toBe(402);
    await api.database.pool.query("UPDATE holds SET expires_at = now() WHERE id = $1", [body.id]);
    expect((await debit("ann", "3")).status).toBe(201);
    expect(await spent("ann")).toEqual({ day: "3", month: "3" });
  });

  it("is right at once when it is set after spending", async () => {
    await team("POST", { memberId: "ann" });
    expect((await debit("ann", "6")).status).toBe(201);
    await team("PATCH", { memberId: "ann", cap: { credits: "8", per: "day" } });
    expect((await debit("ann", "3")).body).toMatchObject({ code: "insufficient_credits", capRemaining: "2" });
  });
});
