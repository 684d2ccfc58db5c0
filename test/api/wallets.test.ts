import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { newId } from "../../src/lib/ids.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe("the catalogue", () => {
  it("says what is sold, what it costs, and how each network is paid", async () => {
    const { body } = await api.call("GET /v1/catalog");
    expect(body).toMatchObject({ creditName: "credits", creditUsd: "0.1", standardImage: { operation: "image" } });
    expect(body.packs[0]).toMatchObject({ id: "small", priceUsd: "10", totalCredits: "100", usdPerCredit: "0.1" });
    expect(body.disclosure).toHaveLength(9);
    expect(body.networks).toMatchObject([
      {
        id: "tron",
        name: "TRON (TRC20)",
        token: "USDT",
        confirmations: "final",
        typicalSeconds: 65,
        typicalFeeUsd: "2",
      },
      { id: "ethereum", name: "Ethereum (ERC20)", token: "USDT", confirmations: 12 },
    ]);
    expect((await api.call("GET /v1/catalog?region=india")).body.issues).toMatchObject([{ path: "region" }]);
  });
});

describe("a wallet", () => {
  it("is opened once for an external id, and found by it", async () => {
    const body = { externalId: "user-7", name: "Ada", region: "IN", metadata: { plan: "free" } };
    const opened = await api.call("POST /v1/wallets", { as: "store", body });
    expect(opened).toMatchObject({
      status: 201,
      body: {
        ...body,
        available: "0",
        held: "0",
        debt: "0",
        expiringNext: null,
        fuelGauge: { standardImages: 0, days: null },
      },
    });
    const again = await api.call("POST /v1/wallets", { as: "store", body: { externalId: "user-7" } });
    expect([again.status, again.body]).toEqual([200, opened.body]);
    const found = await api.call("GET /v1/wallets?externalId=user-7", { as: "store" });
    expect(found.body).toEqual({ data: [opened.body], nextCursor: null });
    expect((await api.call("GET /v1/wallets?externalId=nobody", { as: "store" })).body.data).toEqual([]);
    expect((await api.call("GET /v1/wallets", { as: "store" })).status).toBe(400);
    const patched = await api.call(`PATCH /v1/wallets/${opened.body.id}`, { as: "store", body: { name: "Ada L." } });
    expect(patched.body).toEqual({ ...opened.body, name: "Ada L." });
    const taken = { as: "store", body: { name: null, region: null } } as const;
    const without = { ...opened.body, name: null, region: null };
    expect(await api.call(`PATCH /v1/wallets/${opened.body.id}`, taken)).toMatchObject({ status: 200, body: without });
    const untouched = await api.call(`PATCH /v1/wallets/${opened.body.id}`, { as: "store", body: {} });
    expect(untouched.body).toEqual(without);
  });

  it("shows its grants with where they come from, the soonest to lapse, and how far it goes", async () => {
    const { pool } = api.dependencies;
    const walletId = await api.openWallet();
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const body = { credits: "25", kind: "promotional", reason: "welcome", expiresAt };
    const given = await api.call(`POST /v1/wallets/${walletId}/grants`, { as: "store", key: "g", body });
    expect(given).toMatchObject({
      status: 201,
      body: { priority: 10, expiresAt, unitCostUsd: "0", source: { type: "store" } },
    });
    const depositId = newId("dep");
    await pool.query(
      `INSERT INTO deposits (id, network, tx_hash, log_position, block_number, block_hash, block_at, token, from_address, to_address,
         amount, status, wallet_id, credits, detected_at, final_at, credited_at)
       VALUES ($1, 'tron', 'abc', 0, 1, 'h', now(), 't', 'f', 't', 10000000, 'credited', $2, 300000000, now(), now(), now())`,
      [depositId, walletId],
    );
    const lot = {
      kind: "purchased" as const,
      credits: 300_000_000n,
      priority: 30,
      expiresAt: null,
      costUsdt: 10_000_000n,
    };
    await transaction(pool, (sql) =>
      postGrants(sql, { walletId, depositId, checkoutId: null, grants: [{ ...lot, componentId: "purchased" }] }),
    );
    const { body: grants } = await api.call(`GET /v1/wallets/${walletId}/grants`, { as: "store" });
    expect(grants.data[0]).toMatchObject({
      kind: "purchased",
      granted: "300",
      unitCostUsd: "0.033333",
      source: { type: "deposit", depositId, network: "tron", txHash: "abc" },
    });
    expect(grants.data[1]).toEqual(given.body);
    const { body: wallet } = await api.call(`GET /v1/wallets/${walletId}`, { as: "service" });
    expect(wallet).toMatchObject({ available: "325", expiringNext: { credits: "25", at: expiresAt } });
    expect(wallet.fuelGauge).toEqual({ standardImages: 325, days: null });
    const late = { ...body, expiresAt: "2020-01-01T00:00:00Z" };
    const refused = await api.call(`POST /v1/wallets/${walletId}/grants`, { as: "store", key: "late", body: late });
    expect(refused.body.issues).toMatchObject([{ path: "expiresAt" }]);
    const bought = { ...body, kind: "purchased" };
    expect(
      (await api.call(`POST /v1/wallets/${walletId}/grants`, { as: "store", key: "b", body: bought })).status,
    ).toBe(400);
  });

  it("lists its movements in pages, and all of them as CSV that no spreadsheet takes for formulas", async () => {
    const walletId = await api.openWallet("100");
    const references = ["plain", '=cmd|"/c calc"!A1', "one, two", 'she said "hi"', "+1", "last"];
    for (const [index, reference] of references.entries()) {
      const body = { walletId, credits: "1.5", reference };
      await api.call("POST /v1/debits", { as: "service", key: `csv-${index}`, body });
    }
    const first = await api.call(`GET /v1/wallets/${walletId}/entries?limit=3`, { as: "store" });
    expect(first.body.data[0]).toMatchObject({ type: "debit", credits: "-1.5", balanceAfter: "91", reference: "last" });
    expect(first.body.data[0]).toHaveProperty("debitId");
    const rest = await api.call(`GET /v1/wallets/${walletId}/entries?cursor=${first.body.nextCursor}`, { as: "store" });
    expect([first.body.data.length, rest.body.data.length, rest.body.nextCursor]).toEqual([3, 4, null]);
    const csv = await api.call(`GET /v1/wallets/${walletId}/entries?format=csv`, { as: "store" });
    expect(csv.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    const lines = csv.text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(8);
    expect(lines[0]).toMatch(/^id,at,type,credits,balanceAfter,/);
    expect(lines[1]).toContain(",debit,-1.5,91,");
    expect(csv.text).toContain(`"'=cmd|""/c calc""!A1"`);
    expect(csv.text).toContain(",'+1,");
    expect(csv.text).toContain(',"one, two",');
  });
});
