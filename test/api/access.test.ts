import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
  "POST /v1/dev/checkouts/{id}/pay": ANYONE,
  "POST /v1/dev/networks/{network}/mine": ANYONE,
  "POST /v1/dev/networks/{network}/fork": ANYONE,
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
