import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe("opening a checkout", () => {
  it("gives 500 checkouts opened at once 500 different addresses", async () => {
    const walletId = await api.openWallet();
    const opened = await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        api.call("POST /v1/checkouts", {
          as: "store",
          key: `race-${index}`,
          body: { walletId, packId: "small", network: index % 2 === 0 ? "tron" : "ethereum" },
        }),
      ),
    );
    expect(new Set(opened.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(opened.map(({ body }) => body.address)).size).toBe(500);
    const list = await api.call(`GET /v1/wallets/${walletId}/checkouts?limit=200`, { as: "store" });
    expect(list.body.data).toHaveLength(200);
    const rest = await api.call(`GET /v1/wallets/${walletId}/checkouts?limit=200&cursor=${list.body.nextCursor}`, {
      as: "store",
    });
    expect(new Set([...list.body.data, ...rest.body.data].map(({ id }) => id)).size).toBe(400);
  });

  it("lets a buyer's own pages keep 20 open at once, however fast they ask, and the store more (case 57)", async () => {
    const walletId = await api.openWallet();
    const { body: session } = await api.call(`POST /v1/wallets/${walletId}/sessions`, { as: "store" });
    const body = { walletId, packId: "small", network: "tron" };
    const opened = await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        api.call("POST /v1/checkouts", { as: session.token, key: `cap-${index}`, body }),
      ),
    );
    expect(opened.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(opened.filter(({ status, body }) => status === 429 && body.code === "rate_limited")).toHaveLength(5);
    const first = opened.find(({ status }) => status === 201);
    expect((await api.call(`POST /v1/checkouts/${first?.body.id}/cancel`, { as: session.token })).status).toBe(200);
    expect((await api.call("POST /v1/checkouts", { as: session.token, key: "cap-25", body })).status).toBe(201);
    expect((await api.call("POST /v1/checkouts", { as: "store", key: "cap-26", body })).status).toBe(201);
  });

  it("lets a client keep 10,000 open at once, in whatever wallets, and says why not more (case 57)", async () => {
    const { pool } = api.database;
    const { body: key } = await api.call("POST /v1/keys", {
      as: "operator",
      body: { role: "store", client: "capped" },
    });
    const walletId = await api.openWallet();
    const body = { walletId, packId: "small" };
    const first = await api.call("POST /v1/checkouts", { as: key.key, key: "client-1", body });
    expect(first.status).toBe(201);
    await pool.query(
      `INSERT INTO checkouts (id, wallet_id, client_id, status, amount_due, tolerance, terms, created_at, expires_at, in_time_until)
       SELECT 'chk_' || n, 'wal_' || n, client_id, 'open', amount_due, tolerance, terms, created_at, expires_at, in_time_until
       FROM checkouts, generate_series(1, 9999) AS n WHERE id = $1`,
      [first.body.id],
    );
    const refused = await api.call("POST /v1/checkouts", { as: key.key, key: "client-2", body });
    expect(refused).toMatchObject({
      status: 429,
      body: { code: "rate_limited", detail: expect.stringContaining("This client has 10000 open checkouts") },
    });
    expect(refused.headers.get("Retry-After")).toBe("60");
    expect((await api.call("POST /v1/checkouts", { as: "store", key: "client-3", body })).status).toBe(201);
    expect((await api.call(`POST /v1/checkouts/${first.body.id}/cancel`, { as: key.key })).status).toBe(200);
    expect((await api.call("POST /v1/checkouts", { as: key.key, key: "client-4", body })).status).toBe(201);
    await pool.query("DELETE FROM checkouts WHERE wallet_id LIKE 'wal_%' AND length(wallet_id) < 10");
  });
});
