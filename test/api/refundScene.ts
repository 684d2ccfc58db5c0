import { randomUUID } from "node:crypto";
import { afterAll, expect } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { newId } from "../../src/lib/ids.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Answer, type Api, startApi } from "./startApi.js";

type Purchase = { daysAgo?: number; bonus?: string; priceUsd?: string; bought?: string; checkoutId?: string | null };

/** What a test of purchases that are given back does over the API, and the payments that it starts from. */
function createRefundScene(api: Api) {
  const post = (as: "store" | "service" | "operator", path: string, body: object, key: string = randomUUID()) =>
    api.call(`POST ${path}`, { as, key, body });

  /** A credited payment, of 10 USDT and a checkout of its own unless said, for 100 credits and a bonus; its deposit's id. */
  async function buy(walletId: string, purchase: Purchase = {}): Promise<string> {
    const { daysAgo = 0, bonus = "10", priceUsd = "10", bought: credits = "100", checkoutId = newId("chk") } = purchase;
    const { pool } = api.dependencies;
    const depositId = newId("dep");
    await pool.query(
      `INSERT INTO deposits (id, network, tx_hash, log_position, block_number, block_hash, block_at, token, from_address, to_address,
         amount, status, wallet_id, credits, detected_at, final_at, credited_at)
       VALUES ($1, 'tron', $1, 0, 1, 'hash', now(), 'token', 'from', 'to', $3, 'credited', $2, $4, now(), now(), now())`,
      [depositId, walletId, parseAmount(priceUsd), parseAmount(credits) + parseAmount(bonus)],
    );
    const bought = {
      kind: "purchased" as const,
      priority: 30,
      credits: parseAmount(credits),
      componentId: "purchased",
    };
    const given = { kind: "bonus" as const, priority: 20, credits: parseAmount(bonus), componentId: "usdt" };
    const grants = [
      { ...bought, expiresAt: null, costUsdt: parseAmount(priceUsd) },
      { ...given, expiresAt: null, costUsdt: 0n },
    ].filter((grant) => grant.credits > 0n);
    await transaction(pool, (sql) => postGrants(sql, { walletId, depositId, checkoutId, grants }));
    for (const [table, column, key] of [
      ["grants", "created_at", "deposit_id"],
      ["deposits", "credited_at", "id"],
    ]) {
      const earlier = `UPDATE ${table} SET ${column} = ${column} - make_interval(days => $2) WHERE ${key} = $1`;
      await pool.query(earlier, [depositId, daysAgo]);
    }
    return depositId;
  }

  return {
    buy,
    post,
    spend: (walletId: string, credits: string) => post("service", "/v1/debits", { walletId, credits }),
    hold: async (walletId: string, credits: string): Promise<string> =>
      (await post("service", "/v1/holds", { walletId, credits })).body.id,
    release: (holdId: string) => post("service", `/v1/holds/${holdId}/void`, {}),
    move: (fromWalletId: string, toWalletId: string, credits: string) =>
      post("store", "/v1/transfers", { fromWalletId, toWalletId, credits, reason: "a gift" }),
    quote: async (walletId: string, body = {}): Promise<Answer["body"]> =>
      (await api.call(`POST /v1/wallets/${walletId}/refund-quote`, { as: "store", body })).body,
    request: (walletId: string, body = {}, key?: string) =>
      post("store", `/v1/wallets/${walletId}/refund-requests`, body, key),
    balance: async (walletId: string): Promise<string> =>
      (await api.call(`GET /v1/wallets/${walletId}`, { as: "store" })).body.available,
    /** Every check of the ledger that fails. */
    brokenChecks: async (): Promise<unknown[]> =>
      (await api.call("GET /v1/ledger/verify", { as: "operator" })).body.checks.filter(
        ({ ok }: { ok: boolean }) => !ok,
      ),
  };
}

/** An API for the tests of one file, made while the file loads: its ledger must verify when they are done, and it is closed. */
export async function openRefundScene(): Promise<{ api: Api; scene: ReturnType<typeof createRefundScene> }> {
  const api = await startApi();
  const scene = createRefundScene(api);
  afterAll(async () => {
    expect(await scene.brokenChecks()).toEqual([]);
    await api.close();
  });
  return { api, scene };
}
