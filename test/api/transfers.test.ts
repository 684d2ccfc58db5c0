import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { newId } from "../../src/lib/ids.js";
import { parseAmount } from "../../src/lib/money.js";
import { insertDeposit } from "../ledger/depositRow.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** A wallet that bought credits, with a bonus of a tenth. */
async function openBuyer(credits: string): Promise<string> {
  const walletId = await api.openWallet();
  const lot = { priority: 30, expiresAt: null, costUsdt: 0n };
  const grants = [
    { ...lot, kind: "purchased" as const, credits: parseAmount(credits), componentId: "purchased" },
    { ...lot, kind: "bonus" as const, credits: parseAmount(credits) / 10n, componentId: "usdt" },
  ];
  const depositId = newId("dep");
  await transaction(api.dependencies.pool, async (sql) => {
    await insertDeposit(sql, depositId, walletId, (parseAmount(credits) * 11n) / 10n);
    await postGrants(sql, { walletId, depositId, checkoutId: newId("chk"), grants });
  });
  return walletId;
}

describe("POST /v1/transfers", () => {
  it("moves bought credits with their bonus, shows both legs, and repeats its answer", async () => {
    const from = await openBuyer("100");
    const to = await api.openWallet();
    const request = {
      as: "store",
      key: "t-1",
      body: { fromWalletId: from, toWalletId: to, credits: "22", reason: "a gift" },
    };
    const first = await api.call("POST /v1/transfers", request);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ fromWalletId: from, toWalletId: to, credits: "22", reason: "a gift" });
    const again = await api.call("POST /v1/transfers", request);
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    expect(again.text).toBe(first.text);

    expect((await api.call(`GET /v1/wallets/${from}`, { as: "store" })).body.available).toBe("88");
    expect((await api.call(`GET /v1/wallets/${to}`, { as: "store" })).body.available).toBe("22");
    const entries = await api.call(`GET /v1/wallets/${to}/entries`, { as: "store" });
    expect(entries.body.data[0]).toMatchObject({ type: "transfer", credits: "22", reference: first.body.id });
    const grants = await api.call(`GET /v1/wallets/${to}/grants`, { as: "store" });
    expect(
      grants.body.data.map((grant: { kind: string; remaining: string }) => [grant.kind, grant.remaining]).sort(),
    ).toEqual([
      ["bonus", "2"],
      ["purchased", "20"],
    ]);
  });

  it("refuses what cannot move, and keeps that answer", async () => {
    const from = await openBuyer("10");
    const to = await api.openWallet();
    const body = { fromWalletId: from, toWalletId: to, credits: "11.5", reason: "too much" };
    const short = await api.call("POST /v1/transfers", { as: "store", key: "t-2", body });
    expect(short).toMatchObject({
      status: 402,
      body: { code: "insufficient_credits", available: "11", needed: "11.5" },
    });
    const again = await api.call("POST /v1/transfers", { as: "store", key: "t-2", body });
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    const promotional = await api.openWallet("50");
    const given = { ...body, fromWalletId: promotional, credits: "1" };
    expect((await api.call("POST /v1/transfers", { as: "store", key: "t-3", body: given })).status).toBe(402);
  });

  it("moves what a hold has pinned whose time is over, though no worker has ended it yet", async () => {
    const [from, to] = [await openBuyer("100"), await api.openWallet()];
    const hold = { walletId: from, credits: "110", expiresInSeconds: 60 };
    const held = await api.call("POST /v1/holds", { as: "service", key: "t-hold", body: hold });
    const body = { fromWalletId: from, toWalletId: to, credits: "55", reason: "a gift" };
    expect((await api.call("POST /v1/transfers", { as: "store", key: "t-early", body })).status).toBe(402);
    await api.database.pool.query("UPDATE holds SET expires_at = now() WHERE id = $1", [held.body.id]);
    expect((await api.call("POST /v1/transfers", { as: "store", key: "t-late", body })).status).toBe(201);
  });

  it("answers for who may not call, and for requests that make no sense", async () => {
    const from = await openBuyer("10");
    const body = { fromWalletId: from, toWalletId: from, credits: "1", reason: "self" };
    expect((await api.call("POST /v1/transfers", { as: "store", body })).body.code).toBe("idempotency_key_missing");
    expect((await api.call("POST /v1/transfers", { as: "service", key: "t-4", body })).status).toBe(403);
    expect((await api.call("POST /v1/transfers", { as: "store", key: "t-4", body })).status).toBe(400);
    for (const id of ["wal_nobody", "w".repeat(200)]) {
      for (const name of ["toWalletId", "fromWalletId"]) {
        const unknown = { ...body, [name]: id };
        expect((await api.call("POST /v1/transfers", { as: "store", key: "t-5", body: unknown })).status).toBe(404);
      }
    }
  });

  it("repeats its answer after the catalogue has forbidden transfers, and does no others then", async () => {
    const [from, to] = [await openBuyer("10"), await api.openWallet()];
    const body = { fromWalletId: from, toWalletId: to, credits: "1", reason: "a gift" };
    const first = await api.call("POST /v1/transfers", { as: "store", key: "t-6", body });
    const text = await readFile("catalogs/default.yaml", "utf8");
    await api.dependencies.catalogs.publish(
      text.replace("transfers: { allowed: true }", "transfers: { allowed: false }"),
    );
    const again = await api.call("POST /v1/transfers", { as: "store", key: "t-6", body });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    for (let count = 0; count < 2; count += 1) {
      const refused = await api.call("POST /v1/transfers", { as: "store", key: "t-7", body });
      expect([refused.status, refused.headers.get("Idempotency-Replayed")]).toEqual([403, null]);
    }
    await api.dependencies.catalogs.publish(`${text}# transfers are allowed again\n`);
    expect((await api.call("POST /v1/transfers", { as: "store", key: "t-7", body })).status).toBe(201);
  });
});
