import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createKey, isWellFormedKey } from "../../src/api/keys.js";
import { newSecretToken } from "../../src/api/secretToken.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

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

  it("case 60: are refused within five seconds of being revoked", async () => {
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
    // In UTC the last two are in the years 10000 and 0, which RFC 3339 and PostgreSQL do not have.
    for (const expiresAt of ["2020-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"]) {
      const body = { role: "store", client: "late", expiresAt };
      expect((await api.call("POST /v1/keys", { as: "operator", body })).body.issues).toMatchObject([
        { path: "expiresAt" },
      ]);
    }
  });

  it("say how often they may call and whether they may only read, and are held to it", async () => {
    const body = { role: "operator", client: "reader", readOnly: true, requestsPerMinute: 5 };
    const made = await api.call("POST /v1/keys", { as: "operator", body });
    expect(made.body).toMatchObject({ readOnly: true, requestsPerMinute: 5 });
    const { key } = made.body;
    const answers = [];
    for (const request of [
      "GET /v1/keys",
      "POST /v1/keys",
      "POST /v1/networks/tron/pause",
      "POST /v1/quotes",
    ] as const) {
      answers.push((await api.call(request, { as: key, body: request.startsWith("GET") ? undefined : {} })).status);
    }
    // Prices are told to anybody, so also to a key that may only read.
    expect(answers).toEqual([200, 403, 403, 400]);
    expect((await api.call("GET /v1/keys", { as: key })).status).toBe(200);
    const limited = await api.call("GET /v1/keys", { as: key });
    expect([limited.status, limited.body.code]).toEqual([429, "rate_limited"]);
    expect(Number(limited.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await api.call("GET /v1/keys", { as: "operator" })).status).toBe(200);
  });

  it("are audited with each change of them, by whom, without what they are", async () => {
    const made = await api.call("POST /v1/keys", { as: "operator", body: { role: "store", client: "audited" } });
    await api.call(`POST /v1/keys/${made.body.id}/rotate`, { as: "operator", body: { overlapSeconds: 60 } });
    for (let twice = 0; twice < 2; twice += 1) await api.call(`DELETE /v1/keys/${made.body.id}`, { as: "operator" });
    const audit = await api.call(`GET /v1/audit?objectId=${made.body.id}`, { as: "operator" });
    expect(audit.body.data).toMatchObject([
      { action: "key.revoke", client: "the operator", before: { revokedAt: null } },
      { action: "key.rotate", client: "the operator", note: "both work for 60 s" },
      { action: "key.create", client: "the operator", before: null, after: { client: "audited" } },
    ]);
    expect(audit.text).not.toContain(made.body.key.slice(10));
  });
});

describe("case 60: rotation", () => {
  const rotate = (id: string, overlapSeconds: number) =>
    api.call(`POST /v1/keys/${id}/rotate`, { as: "operator", body: { overlapSeconds } });
  const statusOf = async (key: string) => (await api.call("GET /v1/wallets?externalId=x", { as: key })).status;

  it("gives the client another key like it, and the old one works until the overlap is over", async () => {
    const { pool } = api.dependencies;
    const expiresAt = new Date(Date.now() + 86_400_000);
    const old = await createKey(pool, { role: "store", client: "overlapping", requestsPerMinute: 500, expiresAt });
    const { status, body } = await rotate(old.id, 2);
    expect(status).toBe(201);
    expect(body).toMatchObject({ role: "store", client: "overlapping", requestsPerMinute: 500, readOnly: false });
    expect(body.key).not.toBe(old.key);
    // As long as the old one was made for: a day.
    expect(Math.round((new Date(body.expiresAt).getTime() - Date.now()) / 3_600_000)).toBe(24);
    expect([await statusOf(old.key), await statusOf(body.key)]).toEqual([200, 200]);
    await vi.waitFor(async () => expect(await statusOf(old.key)).toBe(401), { timeout: 7_000, interval: 200 });
    expect(await statusOf(body.key)).toBe(200);
    const { rows } = await pool.query(
      "SELECT count(*)::int AS keys, count(DISTINCT client_id)::int AS clients FROM api_keys WHERE id IN ($1, $2)",
      [old.id, body.id],
    );
    expect(rows).toEqual([{ keys: 2, clients: 1 }]);
  });

  it("never lets a key live longer than it would have, and is refused for one that is over", async () => {
    const { pool } = api.dependencies;
    const soon = new Date(Date.now() + 60_000);
    const { id } = await createKey(pool, { role: "store", client: "ending", expiresAt: soon });
    expect((await rotate(id, 86_400)).status).toBe(201);
    const listed = await api.call("GET /v1/keys?limit=200", { as: "operator" });
    const found = listed.body.data.find((each: { id: string }) => each.id === id);
    expect(found.expiresAt).toBe(soon.toISOString());
    await api.call(`DELETE /v1/keys/${id}`, { as: "operator" });
    expect((await rotate(id, 0)).body).toMatchObject({ code: "key_not_active", state: "revoked" });
    const over = await createKey(pool, { role: "store", client: "over", expiresAt: new Date(Date.now() - 1) });
    expect((await rotate(over.id, 0)).body).toMatchObject({ code: "key_not_active", state: "expired" });
    expect((await rotate("key_none", 0)).status).toBe(404);
  });
});

describe("case 60: guessing keys", () => {
  it("is limited by address, and whoever has a valid key goes on from there", async () => {
    const statuses = new Set<number>();
    const guess = async () =>
      statuses.add((await api.call("GET /v1/keys", { as: newSecretToken("cfr_operator_") })).status);
    for (let rounds = 0; rounds < 13; rounds += 1) await Promise.all(Array.from({ length: 10 }, guess));
    expect(statuses).toEqual(new Set([401, 429]));
    expect((await api.call("GET /v1/keys", { as: "operator" })).status).toBe(200);
    expect((await api.call("GET /healthz")).status).toBe(200);
  });
});
