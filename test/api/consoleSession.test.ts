import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKey } from "../../src/api/keys.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;
let secure: Api;

beforeAll(async () => {
  api = await startApi({ publicUrl: "http://127.0.0.1:3000" });
  secure = await startApi();
});
afterAll(async () => {
  await api.close();
  await secure.close();
});

async function logIn(on: Api, key = on.keys.operator, headers: Record<string, string> = {}) {
  const { status, body, headers: answered } = await on.call("POST /v1/console/login", { body: { key }, headers });
  const written = answered.get("Set-Cookie") ?? "";
  return { status, body, written, cookie: written.split(";")[0] ?? "" };
}

describe("a login to the console", () => {
  it("takes an operator's key and answers a cookie that pages cannot read and other sites cannot send", async () => {
    const { status, body, written } = await logIn(api);
    expect({ status, body }).toEqual({
      status: 200,
      body: { client: "the operator", csrfToken: expect.any(String), expiresAt: expect.any(String) },
    });
    expect(written).toMatch(/^coffer_console=cfs_\w{33}; Path=\/; Expires=[^;]+ GMT; HttpOnly; SameSite=Strict$/);
    expect(JSON.stringify(body)).not.toContain("cfs_");
    const hours = (new Date(body.expiresAt).getTime() - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(12);
  });

  it("binds the cookie to this host and to https where the store has it", async () => {
    const { written } = await logIn(secure);
    expect(written).toMatch(/^__Host-coffer_console=cfs_\w{33}; Path=\/; .+; HttpOnly; Secure; SameSite=Strict$/);
  });

  it("is refused to keys of other roles, to unknown ones, and to pages of other sites", async () => {
    for (const role of ["store", "service"] as const) {
      const { status, body, written } = await logIn(api, api.keys[role]);
      expect([status, body.code, written]).toEqual([403, "forbidden", ""]);
      expect(body.detail).toContain(`of the role ${role}`);
    }
    const { status, body } = await logIn(api, "cfr_operator_mistyped");
    expect([status, body.code]).toEqual([401, "unauthorized"]);
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1.evil.example"]) {
      expect((await logIn(api, undefined, { Origin: origin })).status).toBe(403);
    }
    expect((await logIn(api, undefined, { Origin: "http://127.0.0.1:3000" })).status).toBe(200);
  });

  it("is audited, as is the logout", async () => {
    const { cookie, body } = await logIn(api);
    const headers = { Cookie: cookie, "X-CSRF-Token": body.csrfToken };
    expect((await api.call("POST /v1/console/logout", { headers })).body).toEqual({ loggedOut: true });
    const audit = await api.call("GET /v1/audit?limit=2", { as: "operator" });
    expect(audit.body.data).toMatchObject([
      { action: "console.logout", client: "the operator" },
      { action: "console.login", client: "the operator" },
    ]);
  });
});

describe("a session of the console", () => {
  it("may do what an operator's key may, and is stored only as a hash", async () => {
    const { cookie, body } = await logIn(api);
    const headers = { Cookie: `theme=dark; ${cookie}`, "X-CSRF-Token": body.csrfToken };
    expect((await api.call("GET /v1/console/session", { headers })).body).toEqual(body);
    expect((await api.call("GET /v1/deposits", { headers })).status).toBe(200);
    const made = await api.call("POST /v1/keys", { headers, body: { role: "store", client: "from the console" } });
    expect(made.status).toBe(201);
    const { rows } = await api.database.pool.query("SELECT * FROM sessions");
    expect(JSON.stringify(rows)).not.toContain(cookie.slice(-33));
    expect(JSON.stringify(rows)).not.toContain(body.csrfToken);
  });

  it("case 70: changes nothing without the CSRF token, nor for a page of another site", async () => {
    const { cookie, body } = await logIn(api);
    const other = await logIn(api);
    const request = { body: { role: "store", client: "forged" } };
    const attempts: Record<string, string>[] = [
      {},
      { "X-CSRF-Token": "" },
      { "X-CSRF-Token": other.body.csrfToken },
      { "X-CSRF-Token": body.csrfToken, Origin: "https://evil.example" },
      { "X-CSRF-Token": body.csrfToken, Origin: "null" },
    ];
    for (const headers of attempts) {
      const answer = await api.call("POST /v1/keys", { ...request, headers: { Cookie: cookie, ...headers } });
      expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
    }
    const own = { Cookie: cookie, "X-CSRF-Token": body.csrfToken, Origin: api.url };
    expect((await api.call("POST /v1/keys", { ...request, headers: own })).status).toBe(201);
    const { rowCount } = await api.database.pool.query("SELECT FROM clients WHERE name = 'forged'");
    expect(rowCount).toBe(1);
  });

  it("is nobody on the buyers' pages of the same browser, which know no CSRF token, and cannot be logged out by them", async () => {
    const { cookie } = await logIn(api);
    const headers = { Cookie: cookie, Origin: api.url };
    const quote = await api.call("POST /v1/quotes", { headers, body: { usage: { operation: "image" } } });
    expect(quote.status).toBe(200);
    const walletId = await api.openWallet();
    const body = { walletId, packId: "small" };
    const checkout = (await api.call("POST /v1/checkouts", { as: "store", key: "console", body })).body;
    const chosen = await api.call(`POST /v1/checkouts/${checkout.id}/network`, { headers, body: { network: "tron" } });
    expect([chosen.status, chosen.body.network]).toEqual([200, "tron"]);
    expect((await api.call("POST /v1/console/logout", { headers })).status).toBe(403);
    expect((await api.call("GET /v1/console/session", { headers })).status).toBe(200);
  });

  it("ends at logout, with its key, and by its time; the token is no bearer's", async () => {
    const { pool } = api.dependencies;
    const made = await createKey(pool, { role: "operator", client: "leaver" });
    const sessions = await Promise.all([logIn(api), logIn(api, made.key), logIn(api)]);
    const [leaving, revoked, expired] = sessions;
    const ask = async ({ cookie }: { cookie: string }) =>
      (await api.call("GET /v1/deposits", { headers: { Cookie: cookie } })).status;
    expect(await Promise.all(sessions.map(ask))).toEqual([200, 200, 200]);
    expect((await api.call("GET /v1/deposits", { as: leaving.cookie.split("=")[1] ?? "" })).status).toBe(401);
    await api.call("POST /v1/console/logout", {
      headers: { Cookie: leaving.cookie, "X-CSRF-Token": leaving.body.csrfToken },
    });
    await api.call(`DELETE /v1/keys/${made.id}`, { as: "operator" });
    await pool.query(
      "UPDATE sessions SET created_at = now() - interval '13 h', expires_at = now() WHERE expires_at = $1",
      [expired.body.expiresAt],
    );
    expect(await ask(leaving)).toBe(401);
    expect(await ask(revoked)).toBe(401);
    expect((await api.call("POST /v1/console/logout", { headers: { Cookie: leaving.cookie } })).status).toBe(200);
  });

  it("is not what a buyer's session token makes", async () => {
    const walletId = await api.openWallet();
    const { token } = (await api.call(`POST /v1/wallets/${walletId}/sessions`, { as: "store" })).body;
    const headers = { Cookie: `coffer_console=${token}` };
    expect((await api.call("GET /v1/deposits", { headers })).status).toBe(401);
    expect((await api.call("GET /v1/console/session", { headers })).status).toBe(401);
    expect((await api.call("GET /v1/console/session", { as: "operator" })).status).toBe(404);
  });
});

describe("guessing at the login", () => {
  it("is limited by address, whatever it says about proxies", async () => {
    const answers = [];
    for (let guess = 0; guess < 40; guess += 1) {
      const headers = { "X-Forwarded-For": `10.0.0.${guess}` };
      answers.push(await secure.call("POST /v1/console/login", { body: { key: "cfr_operator_guess" }, headers }));
    }
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
    expect(Number(answers.at(-1)?.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});
