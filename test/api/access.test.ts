import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createKey, isWellFormedKey } from "../../src/api/keys.js";
import { newSecretToken } from "../../src/api/secretToken.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Who may call what: api.md's table, written out. An operator may call everything. */
const ANYONE = ["nobody", "store", "service", "session"];
const MATRIX: Record<string, string[]> = {
  "GET /healthz": ANYONE,
  "GET /readyz": ANYONE,
  "GET /docs/errors": ANYONE,
  "GET /openapi.json": ANYONE,
  "GET /v1/catalog": ANYONE,
  "POST /v1/quotes": ANYONE,
  "POST /v1/wallets": ["store"],
  "GET /v1/wallets": ["store"],
  "GET /v1/wallets/{id}": ["store", "service", "session"],
  "PATCH /v1/wallets/{id}": ["store"],
  "POST /v1/wallets/{id}/sessions": ["store"],
  "DELETE /v1/wallets/{id}/sessions": ["store"],
  "GET /v1/wallets/{id}/entries": ["store", "session"],
  "GET /v1/wallets/{id}/checkouts": ["store", "session"],
  "GET /v1/wallets/{id}/grants": ["store", "session"],
  "POST /v1/wallets/{id}/grants": ["store"],
  "POST /v1/wallets/{id}/refund-quote": ["store"],
  "POST /v1/wallets/{id}/refund-requests": ["store"],
  "POST /v1/transfers": ["store"],
  "POST /v1/wallets/{id}/members": ["store"],
  "GET /v1/wallets/{id}/members": ["store", "service", "session"],
  "PATCH /v1/wallets/{id}/members": ["store"],
  "DELETE /v1/wallets/{id}/members": ["store"],
  "GET /v1/wallets/{id}/usage": ["store", "service", "session"],
  "GET /v1/reports/revenue": [],
  "POST /v1/wallets/{id}/allowances": ["store"],
  "GET /v1/wallets/{id}/allowances": ["store", "session"],
  "DELETE /v1/wallets/{id}/allowances": ["store"],
  "POST /v1/wallets/{id}/alerts": ["store"],
  "GET /v1/wallets/{id}/alerts": ["store", "session"],
  "DELETE /v1/wallets/{id}/alerts": ["store"],
  "GET /v1/events": ["store"],
  "POST /v1/events/{id}/redeliver": ["store"],
  "POST /v1/webhook-endpoints": ["store"],
  "GET /v1/webhook-endpoints": ["store"],
  "GET /v1/webhook-endpoints/{id}": ["store"],
  "DELETE /v1/webhook-endpoints/{id}": ["store"],
  "POST /v1/webhook-endpoints/{id}/rotate-secret": ["store"],
  "POST /v1/webhook-endpoints/{id}/enable": ["store"],
  "GET /v1/webhook-endpoints/{id}/deliveries": ["store"],
  "POST /v1/checkouts": ["store", "session"],
  "GET /v1/checkouts/{id}": ANYONE,
  "GET /v1/checkouts/{id}/events": ANYONE,
  "POST /v1/checkouts/{id}/network": ANYONE,
  "POST /v1/checkouts/{id}/claim": ANYONE,
  "POST /v1/checkouts/{id}/cancel": ["store", "session"],
  "POST /v1/holds": ["service"],
  "GET /v1/holds/{id}": ["service"],
  "POST /v1/holds/{id}/capture": ["service"],
  "POST /v1/holds/{id}/void": ["service"],
  "POST /v1/holds/{id}/extend": ["service"],
  "POST /v1/debits": ["service"],
  "GET /v1/debits/{id}": ["service"],
  "POST /v1/debits/{id}/refund": ["service"],
  "POST /v1/debits/batch": ["service"],
  "GET /v1/deposits": [],
  "GET /v1/deposits/{id}": [],
  "POST /v1/deposits/{id}/retry": [],
  "POST /v1/deposits/retry": [],
  "POST /v1/deposits/{id}/assign": [],
  "POST /v1/deposits/{id}/reject": [],
  "POST /v1/deposits/{id}/refunded": [],
  "POST /v1/networks/{network}/rescan": [],
  "GET /v1/audit": [],
  "GET /v1/reports/reconciliation": [],
  "GET /v1/networks": [],
  "POST /v1/networks/{network}/pause": [],
  "POST /v1/networks/{network}/resume": [],
  "GET /v1/ledger/verify": [],
  "GET /v1/ledger/head": [],
  "POST /v1/dev/clock": [],
  "POST /v1/catalog": [],
  "GET /v1/catalog/versions": [],
  "POST /v1/keys": [],
  "GET /v1/console/overview": [],
  "GET /v1/checkouts": [],
  "POST /v1/catalog/check": [],
  "GET /v1/catalog/versions/{version}": [],
  "GET /v1/clients": [],
  "GET /v1/keys": [],
  "POST /v1/keys/{id}/rotate": [],
  "DELETE /v1/keys/{id}": [],
  "POST /v1/console/login": ANYONE,
  "GET /v1/console/session": [],
  "POST /v1/console/logout": ANYONE,
};

describe("who may call what", () => {
  it("is decided for every route that there is", () => {
    const routes = api.routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(routes.sort()).toEqual(Object.keys(MATRIX).sort());
  });

  it("lets each role make its calls and refuses all others", async () => {
    const walletId = await api.openWallet();
    const session = (await api.call(`POST /v1/wallets/${walletId}/sessions`, { as: "store" })).body.token;
    const callers: Record<string, string | undefined> = { nobody: undefined, ...api.keys, session };
    const found: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const [name, may] of Object.entries(MATRIX)) {
      for (const [caller, token] of Object.entries(callers)) {
        const request = name.replace("{id}", "none").replace("{network}", "none") as "GET /";
        const { status } = await api.call(request, token === undefined ? {} : { as: token });
        const allowed = caller === "operator" || may.includes(caller);
        wanted[`${caller} ${name}`] = allowed ? "may" : caller === "nobody" ? "401" : "403";
        found[`${caller} ${name}`] = status === 401 || status === 403 ? String(status) : "may";
      }
    }
    expect(found).toEqual(wanted);
  });
});

describe("a wallet session", () => {
  it("sees and opens what is its wallet's, and nothing of another", async () => {
    const own = await api.openWallet();
    const other = await api.openWallet();
    const created = await api.call(`POST /v1/wallets/${own}/sessions`, { as: "store" });
    expect(created).toMatchObject({ status: 201, body: { url: expect.stringContaining("/wallet#token=cfs_") } });
    const { token } = created.body;
    for (const path of ["", "/grants", "/entries", "/checkouts"] as const) {
      expect((await api.call(`GET /v1/wallets/${own}${path}`, { as: token })).status).toBe(200);
      expect((await api.call(`GET /v1/wallets/${other}${path}`, { as: token })).status).toBe(404);
    }
    expect((await api.call(`GET /v1/wallets/${own}`, { as: token })).body).not.toHaveProperty("metadata");
    const body = { packId: "small" };
    const mine = await api.call("POST /v1/checkouts", { as: token, key: "s1", body: { ...body, walletId: own } });
    expect(mine.status).toBe(201);
    const foreign = await api.call("POST /v1/checkouts", { as: token, key: "s2", body: { ...body, walletId: other } });
    expect(foreign.status).toBe(404);
    const theirs = await api.call("POST /v1/checkouts", { as: "store", key: "s3", body: { ...body, walletId: other } });
    expect((await api.call(`POST /v1/checkouts/${theirs.body.id}/cancel`, { as: token })).status).toBe(404);
    expect((await api.call(`POST /v1/checkouts/${mine.body.id}/cancel`, { as: token })).status).toBe(200);
  });

  it("ends by its time, and cannot be forged or mistyped", async () => {
    const own = await api.openWallet();
    const { token } = (await api.call(`POST /v1/wallets/${own}/sessions`, { as: "store" })).body;
    const swapped = `${token.slice(0, 10)}${token.charAt(11)}${token.charAt(10)}${token.slice(12)}`;
    expect((await api.call(`GET /v1/wallets/${own}`, { as: token })).status).toBe(200);
    for (const wrong of [
      newSecretToken("cfs_"),
      token.slice(0, -1),
      `${token}0`,
      ...(swapped === token ? [] : [swapped]),
    ]) {
      expect((await api.call(`GET /v1/wallets/${own}`, { as: wrong })).status).toBe(401);
    }
    await api.database.pool.query("UPDATE sessions SET created_at = now() - interval '2 h', expires_at = now()");
    await vi.waitFor(async () => expect((await api.call(`GET /v1/wallets/${own}`, { as: token })).status).toBe(401), {
      timeout: 5_000,
      interval: 200,
    });
  });

  it("ends when its wallet's sessions are ended, or its key is revoked, and outlives a key that expires", async () => {
    const { pool } = api.dependencies;
    const own = await api.openWallet();
    const [leaked, rotated] = [
      await createKey(pool, { role: "store", client: "leaked" }),
      await createKey(pool, { role: "store", client: "rotated" }),
    ];
    const open = async (as: string) => (await api.call(`POST /v1/wallets/${own}/sessions`, { as })).body.token;
    const works = async (token: string) => (await api.call(`GET /v1/wallets/${own}`, { as: token })).status === 200;
    const [ofLeaked, ofRotated] = [await open(leaked.key), await open(rotated.key)];
    expect([await works(ofLeaked), await works(ofRotated)]).toEqual([true, true]);
    await api.call(`DELETE /v1/keys/${leaked.id}`, { as: "operator" });
    await pool.query("UPDATE api_keys SET expires_at = now() WHERE id = $1", [rotated.id]);
    const within = { timeout: 5_000, interval: 200 };
    await vi.waitFor(async () => expect(await works(ofLeaked)).toBe(false), within);
    expect(await works(ofRotated)).toBe(true);
    const ended = await api.call(`DELETE /v1/wallets/${own}/sessions`, { as: "store" });
    expect(ended.body).toEqual({ ended: 2 });
    await vi.waitFor(async () => expect(await works(ofRotated)).toBe(false), within);
  });
});

describe("keys", () => {
  it("are shown once, listed without what they are, and stored only as a hash", async () => {
    const made = await api.call("POST /v1/keys", { as: "operator", body: { role: "service", client: "painter" } });
    expect(made).toMatchObject({ status: 201, body: { role: "service", client: "painter", revokedAt: null } });
    const { key, id } = made.body;
    expect(key).toMatch(/^cfr_service_[0-9A-Za-z]{33}$/);
    const list = await api.call("GET /v1/keys?limit=1", { as: "operator" });
    expect(list.body.data).toMatchObject([{ id, client: "painter" }]);
    expect(list.body.nextCursor).toBe(id);
    const older = (await api.call(`GET /v1/keys?cursor=${id}`, { as: "operator" })).body.data;
    expect(older.map((each: { id: string }) => each.id < id)).toContain(true);
    expect(older.map((each: { id: string }) => each.id < id)).not.toContain(false);
    const { rows } = await api.database.pool.query("SELECT * FROM api_keys");
    const dump = JSON.stringify([rows, list.body]);
    for (const issued of [key, ...Object.values(api.keys)]) expect(dump).not.toContain(issued.slice(12));
  });

  it("of one client share its name and its idempotency keys, so that rotation repeats nothing", async () => {
    const { pool } = api.dependencies;
    const walletId = await api.openWallet("5");
    const first = await createKey(pool, { role: "service", client: "rotating" });
    const second = await createKey(pool, { role: "service", client: "rotating" });
    const body = { walletId, credits: "1" };
    const debit = await api.call("POST /v1/debits", { as: first.key, key: "same", body });
    const again = await api.call("POST /v1/debits", { as: second.key, key: "same", body });
    expect(again.text).toBe(debit.text);
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
  });

  it("are refused within five seconds of being revoked, everywhere", async () => {
    const { key, id } = await createKey(api.dependencies.pool, { role: "store", client: "leaver" });
    expect((await api.call("GET /v1/wallets?externalId=x", { as: key })).status).toBe(200);
    expect((await api.call(`DELETE /v1/keys/${id}`, { as: "operator" })).body.revokedAt).not.toBeNull();
    const refused = async () => expect((await api.call("GET /v1/wallets?externalId=x", { as: key })).status).toBe(401);
    await vi.waitFor(refused, { timeout: 5_000, interval: 200 });
    expect((await api.call("DELETE /v1/keys/key_none", { as: "operator" })).status).toBe(404);
  });

  it("are refused when expired, mistyped, or not of this store", async () => {
    const { pool } = api.dependencies;
    const expired = await createKey(pool, { role: "store", client: "old", expiresAt: new Date(Date.now() - 1) });
    const { store } = api.keys;
    const swapped = `${store.slice(0, 12)}${store.charAt(13)}${store.charAt(12)}${store.slice(14)}`;
    const stranger = await (async () => {
      const made = await createKey(pool, { role: "store", client: "stranger" });
      await pool.query("DELETE FROM api_keys WHERE id = $1", [made.id]);
      return made.key;
    })();
    const upgraded = store.replace("cfr_store_", "cfr_operator_");
    for (const token of [expired.key, swapped, stranger, upgraded, `${store}x`, "x", "cfr_store_"]) {
      const { status, headers } = await api.call("GET /v1/wallets?externalId=x", { as: token });
      expect([status, headers.get("WWW-Authenticate")]).toEqual([401, "Bearer"]);
    }
    expect([store, stranger].map(isWellFormedKey)).toEqual([true, true]);
    expect([swapped, upgraded, `${store.slice(0, -1)}`].map(isWellFormedKey)).toEqual([
      store.charAt(12) === store.charAt(13),
      false,
      false,
    ]);
    const body = { role: "store", client: "late", expiresAt: "2020-01-01T00:00:00Z" };
    expect((await api.call("POST /v1/keys", { as: "operator", body })).body.issues).toMatchObject([
      { path: "expiresAt" },
    ]);
  });
});
