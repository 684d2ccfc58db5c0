import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { newId } from "../../src/lib/ids.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  expect(
    (await api.call("GET /v1/ledger/verify", { as: "operator" })).body.checks.filter(
      (each: { ok: boolean }) => !each.ok,
    ),
  ).toEqual([]);
  await api.close();
});

/** A credited payment of 10 USDT for 100 credits and a bonus of 10, as many days ago as said. */
async function buy(walletId: string, daysAgo = 0): Promise<string> {
  const { pool } = api.dependencies;
  const depositId = newId("dep");
  await pool.query(
    `INSERT INTO deposits (id, network, tx_hash, log_position, block_number, block_hash, block_at, token, from_address, to_address,
       amount, status, wallet_id, credits, detected_at, final_at, credited_at)
     VALUES ($1, 'tron', $1, 0, 1, 'hash', now(), 'token', 'from', 'to', 10000000, 'credited', $2, 110000000, now(), now(), now())`,
    [depositId, walletId],
  );
  const lot = { expiresAt: null, costUsdt: 0n };
  const grants = [
    {
      ...lot,
      kind: "purchased" as const,
      priority: 30,
      credits: parseAmount("100"),
      costUsdt: parseAmount("10"),
      componentId: "purchased",
    },
    { ...lot, kind: "bonus" as const, priority: 20, credits: parseAmount("10"), componentId: "usdt" },
  ];
  await transaction(pool, (sql) => postGrants(sql, { walletId, depositId, checkoutId: newId("chk"), grants }));
  await pool.query("UPDATE grants SET created_at = created_at - make_interval(days => $2) WHERE deposit_id = $1", [
    depositId,
    daysAgo,
  ]);
  return depositId;
}

const spend = (walletId: string, credits: string) =>
  api.call("POST /v1/debits", { as: "service", key: newId("evt"), body: { walletId, credits } });
const quote = async (walletId: string, body = {}) =>
  (await api.call(`POST /v1/wallets/${walletId}/refund-quote`, { as: "store", body })).body;
const request = (walletId: string, key: string, body = {}) =>
  api.call(`POST /v1/wallets/${walletId}/refund-requests`, { as: "store", key, body });
const balance = async (walletId: string) =>
  (await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body.available;

describe("giving an unused purchase back", () => {
  it("pays for what is left, takes it and its bonus, once, and changes nothing before it is asked for", async () => {
    const walletId = await api.openWallet();
    const depositId = await buy(walletId);
    expect(await quote(walletId)).toMatchObject({ amountUsd: "10", credits: "100", bonusCredits: "10" });
    expect(await balance(walletId)).toBe("110");
    const first = await request(walletId, "refund-1", { depositId });
    expect(first).toMatchObject({
      status: 201,
      body: { walletId, amountUsd: "10", purchases: [{ depositId, amountUsd: "10" }] },
    });
    expect(await balance(walletId)).toBe("0");
    const again = await request(walletId, "refund-1", { depositId });
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    expect(again.text).toBe(first.text);
    expect((await request(walletId, "refund-2")).body.code).toBe("nothing_to_refund");
  });

  it("makes bonus credits that were spent pay for themselves out of the bought ones", async () => {
    const walletId = await api.openWallet();
    await buy(walletId);
    await spend(walletId, "4");
    expect(await quote(walletId)).toMatchObject({ amountUsd: "9.6", credits: "100", bonusCredits: "6" });
    await spend(walletId, "26");
    expect(await quote(walletId)).toMatchObject({ amountUsd: "7", credits: "80", bonusCredits: "0" });
  });

  it("keeps to the catalogue's window, to the first purchase, and to money that is there", async () => {
    const late = await api.openWallet();
    await buy(late, 15);
    expect((await quote(late)).purchases).toEqual([]);

    const twice = await api.openWallet();
    const first = await buy(twice, 3);
    await buy(twice);
    expect((await quote(twice)).purchases.map((each: { depositId: string }) => each.depositId)).toEqual([first]);
    expect((await quote(twice, { depositId: newId("dep") })).purchases).toEqual([]);

    await api.database.pool.query(
      "UPDATE deposits SET status = 'stuck', stuck_reason = 'reorged_after_credit' WHERE id = $1",
      [first],
    );
    expect((await quote(twice)).purchases).toEqual([]);
  });

  it("never pays for given credits or credits that came from another wallet", async () => {
    const from = await api.openWallet();
    await buy(from);
    const to = await api.openWallet("50");
    await api.call("POST /v1/transfers", {
      as: "store",
      key: "give",
      body: { fromWalletId: from, toWalletId: to, credits: "55", reason: "a gift" },
    });
    expect((await quote(to)).purchases).toEqual([]);
    expect(await quote(from)).toMatchObject({ amountUsd: "5", credits: "50", bonusCredits: "5" });
  });

  it("asks for a key, a store's role and a wallet that is there", async () => {
    const walletId = await api.openWallet();
    const path = `POST /v1/wallets/${walletId}/refund-requests` as const;
    expect((await api.call(path, { as: "store", body: {} })).body.code).toBe("idempotency_key_missing");
    expect((await api.call(path, { as: "service", key: "r", body: {} })).status).toBe(403);
    expect((await api.call("POST /v1/wallets/wal_none/refund-quote", { as: "store", body: {} })).status).toBe(404);
  });
});
