import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createKey } from "../../src/api/keys.js";
import { newSecretToken } from "../../src/api/secretToken.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

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
