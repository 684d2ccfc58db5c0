import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKey } from "../../src/api/keys.js";
import type { Role } from "../../src/api/principal.js";
import type { Route } from "../../src/api/route.js";
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
  "GET /v1/wallet-session": ["session"],
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
  "GET /v1/refund-requests": [],
  "POST /v1/networks/{network}/rescan": [],
  "GET /v1/audit": [],
  "GET /v1/reports/reconciliation": [],
  "GET /v1/reports/reconciliation/runs": [],
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

/** The wallets' own roles see every wallet of the store; what else belongs to one caller alone, by the path's first part. */
const OWNED_BY: Record<string, string[]> = {
  wallets: ["session"],
  checkouts: ["session"],
  holds: ["service"],
  debits: ["service"],
  "webhook-endpoints": ["store"],
  events: [],
  deposits: [],
  keys: [],
  dev: [],
};

/** What calls need to be valid, so that it is the object that they are refused for. */
const NEEDED: Record<string, { body?: object; query?: string }> = {
  "POST /v1/holds/{id}/extend": { body: { expiresInSeconds: 60 } },
  "POST /v1/debits/{id}/refund": { body: { reason: "r" } },
  "POST /v1/webhook-endpoints/{id}/rotate-secret": { body: { overlapSeconds: 60 } },
  "GET /v1/wallets/{id}/usage": { query: "?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z" },
};

type Caller = { as?: string; headers?: Record<string, string> };

const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}` as "GET /";

/** Two of each kind of caller, with an object of each kind that belongs to them. */
async function makeOwners(which: string) {
  const { pool } = api.dependencies;
  const keyOf = async (role: Role) => (await createKey(pool, { role, client: `${which} ${role}` })).key;
  const [store, service] = [await keyOf("store"), await keyOf("service")];
  const wallet = await api.openWallet("100");
  const session = (await api.call(`POST /v1/wallets/${wallet}/sessions`, { as: store })).body.token;
  const make = async (as: string, path: string, body: object) => {
    const made = await api.call(`POST ${path}`, { as, key: `${which} ${path}`.replace(" ", "-"), body });
    expect(made.status).toBe(201);
    return made.body.id;
  };
  const hook = { url: "https://shop.example/hook", events: ["checkout.paid"] };
  return {
    callers: { store, service, session } as Record<string, string>,
    objects: {
      wallets: wallet,
      checkouts: await make(session, "/v1/checkouts", { walletId: wallet, packId: "small" }),
      holds: await make(service, "/v1/holds", { walletId: wallet, credits: "1" }),
      debits: await make(service, "/v1/debits", { walletId: wallet, credits: "1" }),
      "webhook-endpoints": await make(store, "/v1/webhook-endpoints", hook),
    } as Record<string, string>,
  };
}

describe("who may call what", () => {
  it("is decided for every route that there is", () => {
    expect(api.routes.map(nameOf).sort()).toEqual(Object.keys(MATRIX).sort());
  });

  it("case 61: lets each role make its calls and refuses all others, and lets no page of another site in", async () => {
    const walletId = await api.openWallet();
    const session = (await api.call(`POST /v1/wallets/${walletId}/sessions`, { as: "store" })).body.token;
    const login = await api.call("POST /v1/console/login", { body: { key: api.keys.operator } });
    const cookie = login.headers.get("Set-Cookie")?.split(";")[0] ?? "";
    const reader = await createKey(api.dependencies.pool, { role: "operator", client: "reader", readOnly: true });
    const callers: Record<string, Caller> = {
      ...{ nobody: {}, store: { as: "store" }, service: { as: "service" }, operator: { as: "operator" } },
      ...{ session: { as: session }, reader: { as: reader.key } },
      console: { headers: { Cookie: cookie, "X-CSRF-Token": login.body.csrfToken } },
      "another site's page": { headers: { Cookie: cookie, Origin: "https://evil.example" } },
    };
    const found: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    // Logging out ends the session that the others are tried with.
    const routes = api.routes.filter(({ path }) => path !== "/v1/console/logout");
    for (const route of routes) {
      const name = nameOf(route);
      const may = MATRIX[name] ?? [];
      const ask = async ([caller, call]: [string, Caller]) => {
        const { status } = await api.call(name.replaceAll(/\{\w+\}/g, "none") as "GET /", call);
        const changes = route.method !== "get";
        const refused = {
          nobody: may.includes("nobody") ? "may" : "401",
          operator: "may",
          console: "may",
          reader: changes && may !== ANYONE ? "403" : "may",
          "another site's page": changes && may !== ANYONE ? "403" : "may",
        }[caller];
        wanted[`${caller} ${name}`] = refused ?? (may.includes(caller) ? "may" : "403");
        found[`${caller} ${name}`] = status === 401 || status === 403 ? String(status) : "may";
      };
      await Promise.all(Object.entries(callers).map(ask));
    }
    expect(found).toEqual(wanted);
  });

  it("case 55: answers 404 for an object of another, on every route that names one", async () => {
    const [mine, theirs] = [await makeOwners("mine"), await makeOwners("theirs")];
    const found: Record<string, number[]> = {};
    // What deletes comes last: the others ask for their own object first.
    const naming = api.routes.filter(({ path }) => path.includes("{id}"));
    const deleting = naming.filter(({ method }) => method === "delete");
    for (const route of [...naming.filter((each) => !deleting.includes(each)), ...deleting]) {
      const kind = route.path.split("/")[2] ?? "";
      expect(OWNED_BY, `say in OWNED_BY whose ${kind} are`).toHaveProperty(kind);
      for (const caller of OWNED_BY[kind] ?? []) {
        const name = nameOf(route);
        if (MATRIX[name] === ANYONE || MATRIX[name]?.includes(caller) !== true) continue;
        const { body, query = "" } = NEEDED[name] ?? {};
        const call = {
          as: mine.callers[caller] ?? caller,
          ...(body === undefined ? {} : { body }),
          key: `${caller}-${name.replace(" ", "-")}`,
        };
        const ask = async (id = "") => (await api.call(`${name.replace("{id}", id)}${query}` as "GET /", call)).status;
        const foreign = await ask(theirs.objects[kind]);
        const own = await ask(mine.objects[kind]);
        found[`${caller} ${name}`] = [foreign, own === 404 ? own : 200];
      }
    }
    expect(Object.keys(found).length).toBeGreaterThan(15);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, [404, 200]])));
  });
});
