import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOpenApiDocument, type OpenApiDocument } from "../../src/api/openapiDocument.js";
import { PROBLEMS } from "../../src/api/problem.js";
import { createOpenApiValidator } from "./openapiValidator.js";
import { type Answer, type Api, startApi } from "./startApi.js";

let api: Api;
let document: OpenApiDocument;

beforeAll(async () => {
  api = await startApi();
  document = createOpenApiDocument(api.routes);
});
afterAll(() => api.close());

type Json = { [field: string]: unknown };

/** Every object with `properties` inside a part of the document, and where it is. */
function shapesIn(value: unknown, where: string): { where: string; properties: Record<string, Json> }[] {
  if (Array.isArray(value)) return value.flatMap((each) => shapesIn(each, where));
  if (typeof value !== "object" || value === null) return [];
  const own =
    "type" in value && value.type === "object" && "properties" in value
      ? [{ where, properties: value.properties as Record<string, Json> }]
      : [];
  return [...own, ...Object.values(value).flatMap((each) => shapesIn(each, where))];
}

describe("the OpenAPI document", () => {
  it("is served, and has every route with who may call it", async () => {
    const { body } = await api.call("GET /openapi.json");
    expect(body).toEqual(JSON.parse(JSON.stringify(document)));
    const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { summary, tags, security }]) => {
        expect([summary, tags, security]).toEqual([expect.any(String), [expect.any(String)], expect.any(Array)]);
        return `${method} ${path}`;
      }),
    );
    expect(documented.sort()).toEqual(api.routes.map(({ method, path }) => `${method} ${path}`).sort());
    const names = Object.values(document.paths)
      .flatMap(Object.values)
      .map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it("says that a call which anyone may make is forbidden to nobody, but for the console's own two", () => {
    const forbidden = api.routes
      .filter(({ access }) => access === "anyone")
      .filter(({ method, path }) => "403" in ((document.paths[path]?.[method]?.responses ?? {}) as Json))
      .map(({ path }) => path);
    expect(forbidden.sort()).toEqual(["/v1/console/login", "/v1/console/logout"]);
  });

  it("says of a region whether it is the buyer's, or the one whose prices hold", () => {
    const { Wallet, Catalog, Checkout } = document.components.schemas as Record<string, Json>;
    const regionOf = (schema: unknown) =>
      (schema as { properties: { region: { description: string } } }).properties.region.description;
    expect(regionOf(Wallet)).toMatch("The buyer's country");
    const terms = (Checkout as { properties: Json }).properties.terms;
    expect([regionOf(Catalog), regionOf(terms)]).toEqual(
      Array(2).fill("The region whose prices these are; null: the general ones."),
    );
  });

  it("says what a debit of a batch is, though each is checked for itself", () => {
    const { NewBatchDebit: item, NewDebit: single } = document.components.schemas as Record<string, Json>;
    expect(document.paths["/v1/debits/batch"]?.post).toMatchObject({
      requestBody: {
        content: {
          "application/json": {
            schema: {
              properties: { debits: { items: { $ref: "#/components/schemas/NewBatchDebit" }, maxItems: 1_000 } },
            },
          },
        },
      },
    });
    expect(item?.required).toEqual(["walletId", "idempotencyKey"]);
    const names = (schema?: Json) => Object.keys(schema?.properties ?? {});
    expect(names(item)).toEqual([...names(single), "idempotencyKey"]);
  });

  it("says what every field and parameter of the buyer's, the shop's and the service's calls means", () => {
    const parts: [string, unknown][] = [
      "Wallet",
      "Checkout",
      "Hold",
      "Debit",
      "Quote",
      "Grant",
      "Entry",
      "Deposit",
      "Usage",
      "Catalog",
    ].map((name) => [name, document.components.schemas[name]]);
    const silent = parts
      .flatMap(([name, part]) => shapesIn(part, name))
      .flatMap(({ where, properties }) =>
        Object.entries(properties).flatMap(([name, { description, $ref }]) =>
          description === undefined && $ref === undefined ? [`${where}.${name}`] : [],
        ),
      );
    expect(silent).toEqual([]);
    const parameters = Object.values(document.paths)
      .flatMap(Object.values)
      .flatMap(({ operationId, parameters }) =>
        (parameters as Json[]).map((parameter) => ({ operationId, ...parameter })),
      );
    expect(parameters.filter((parameter) => !("$ref" in parameter) && !("description" in parameter))).toEqual([]);
  });

  it("asks for an Idempotency-Key where value moves, and nowhere else", () => {
    for (const { method, path, movesValue } of api.routes) {
      const { parameters } = document.paths[path]?.[method] ?? {};
      const asked = (parameters as Json[]).some(({ $ref }) => $ref === "#/components/parameters/IdempotencyKey");
      expect([method, path, asked]).toEqual([method, path, movesValue]);
    }
  });

  it("has a problem of its own for every code", () => {
    const problems = Object.values(document.components.schemas).flatMap(({ properties }) => {
      const { code, status } = (properties ?? {}) as Record<string, Json>;
      return code?.const === undefined || status?.const === undefined ? [] : [[code.const, status.const]];
    });
    expect(Object.fromEntries(problems)).toEqual(
      Object.fromEntries(Object.entries(PROBLEMS).map(([code, { status }]) => [code, status])),
    );
  });
});

describe("an answer", () => {
  const answered = (status: number, body: unknown, type = "application/json") => ({
    status,
    body,
    headers: new Headers({ "Content-Type": type }),
  });

  it("with another status, media type or field than is documented fails the test that got it", async () => {
    const check = createOpenApiValidator(api.routes);
    const { body } = await api.call(`GET /v1/wallets/${await api.openWallet()}`, { as: "store" });
    check("GET", "/v1/wallets/x", answered(200, body));
    const wrong: [string, ReturnType<typeof answered>][] = [
      ["an undocumented status", answered(201, body)],
      ["an undocumented media type", answered(200, body, "text/html")],
      ["an undocumented field", answered(200, { ...body, more: 1 })],
      ["a missing field", answered(200, { ...body, available: undefined })],
      ["an amount that is no shortest decimal", answered(200, { ...body, available: "1.50" })],
      ["a code of another status", answered(404, { code: "forbidden" }, "application/problem+json")],
    ];
    for (const [what, answer] of wrong) expect(() => check("GET", "/v1/wallets/x", answer), what).toThrow();
  });
});

describe("every route", () => {
  it("answers as the document says: to nobody, to a wrong call, and to a right one", async () => {
    const wallet = await api.openWallet("100");
    const other = await api.openWallet();
    const usage = { operation: "image" };
    const store = (name: string, body?: object, key?: string) =>
      api.call(name as "GET /", { as: "store", ...(body ? { body } : {}), ...(key ? { key } : {}) });
    const service = (name: string, body?: object, key?: string) =>
      api.call(name as "GET /", { as: "service", ...(body ? { body } : {}), ...(key ? { key } : {}) });
    const operator = (name: string, body?: object) =>
      api.call(name as "GET /", { as: "operator", ...(body ? { body } : {}) });
    const newHold = async (key: string) => (await service("POST /v1/holds", { walletId: wallet, usage }, key)).body.id;
    const newCheckout = async (key: string) =>
      (await store("POST /v1/checkouts", { walletId: wallet, packId: "small" }, key)).body.id;
    const debit = await service("POST /v1/debits", { walletId: wallet, usage }, "d0");
    const checkout = await newCheckout("c0");
    const dates = "from=2026-01-01T00:00:00Z&to=2026-01-03T00:00:00Z";

    const right: Record<string, () => Promise<Answer>> = {
      "GET /healthz": () => operator("GET /healthz"),
      "GET /readyz": () => operator("GET /readyz"),
      "GET /openapi.json": () => operator("GET /openapi.json"),
      "GET /docs/errors": () => operator("GET /docs/errors"),
      "GET /v1/catalog": () => operator("GET /v1/catalog"),
      "POST /v1/quotes": () => service("POST /v1/quotes", { usage, walletId: wallet }),
      "POST /v1/wallets": () => store("POST /v1/wallets", { externalId: "documented" }),
      "GET /v1/wallets": () => store("GET /v1/wallets?externalId=documented"),
      "GET /v1/wallets/{id}": () => store(`GET /v1/wallets/${wallet}`),
      "PATCH /v1/wallets/{id}": () => store(`PATCH /v1/wallets/${wallet}`, { name: "Documented" }),
      "POST /v1/wallets/{id}/sessions": () => store(`POST /v1/wallets/${wallet}/sessions`),
      "GET /v1/wallets/{id}/entries": () => store(`GET /v1/wallets/${wallet}/entries?limit=2`),
      "GET /v1/wallets/{id}/checkouts": () => store(`GET /v1/wallets/${wallet}/checkouts`),
      "GET /v1/wallets/{id}/grants": () => store(`GET /v1/wallets/${wallet}/grants`),
      "GET /v1/wallets/{id}/usage": () => store(`GET /v1/wallets/${wallet}/usage?${dates}`),
      "POST /v1/wallets/{id}/grants": () =>
        store(`POST /v1/wallets/${wallet}/grants`, { credits: "1", kind: "promotional", reason: "test" }, "g1"),
      "POST /v1/wallets/{id}/members": () => store(`POST /v1/wallets/${wallet}/members`, { memberId: "m" }),
      "GET /v1/wallets/{id}/members": () => store(`GET /v1/wallets/${wallet}/members`),
      "PATCH /v1/wallets/{id}/members": () =>
        store(`PATCH /v1/wallets/${wallet}/members`, { memberId: "m", name: "M" }),
      "DELETE /v1/wallets/{id}/members": () => store(`DELETE /v1/wallets/${wallet}/members`, { memberId: "m" }),
      "POST /v1/wallets/{id}/alerts": () => store(`POST /v1/wallets/${wallet}/alerts`, { below: "5" }),
      "GET /v1/wallets/{id}/alerts": () => store(`GET /v1/wallets/${wallet}/alerts`),
      "DELETE /v1/wallets/{id}/alerts": () => store(`DELETE /v1/wallets/${wallet}/alerts`, { below: "5" }),
      "GET /v1/wallets/{id}/allowances": () => store(`GET /v1/wallets/${wallet}/allowances`),
      "POST /v1/wallets/{id}/refund-quote": () => store(`POST /v1/wallets/${other}/refund-quote`, {}),
      "POST /v1/checkouts": () =>
        store("POST /v1/checkouts", { walletId: wallet, packId: "small", network: "tron" }, "c1"),
      "GET /v1/checkouts/{id}": () => store(`GET /v1/checkouts/${checkout}`),
      "POST /v1/checkouts/{id}/network": () => store(`POST /v1/checkouts/${checkout}/network`, { network: "ethereum" }),
      "POST /v1/checkouts/{id}/cancel": async () => store(`POST /v1/checkouts/${await newCheckout("c2")}/cancel`, {}),
      "POST /v1/holds": () => service("POST /v1/holds", { walletId: wallet, usage }, "h1"),
      "GET /v1/holds/{id}": async () => service(`GET /v1/holds/${await newHold("h2")}`),
      "POST /v1/holds/{id}/capture": async () => service(`POST /v1/holds/${await newHold("h3")}/capture`, {}, "h4"),
      "POST /v1/holds/{id}/void": async () => service(`POST /v1/holds/${await newHold("h5")}/void`, {}, "h6"),
      "POST /v1/holds/{id}/extend": async () =>
        service(`POST /v1/holds/${await newHold("h7")}/extend`, { expiresInSeconds: 60 }, "h8"),
      "POST /v1/debits": () => service("POST /v1/debits", { walletId: wallet, credits: "1" }, "d1"),
      "GET /v1/debits/{id}": () => service(`GET /v1/debits/${debit.body.id}`),
      "POST /v1/debits/{id}/refund": () => service(`POST /v1/debits/${debit.body.id}/refund`, { reason: "test" }, "d2"),
      "POST /v1/debits/batch": () =>
        service("POST /v1/debits/batch", {
          debits: [
            { idempotencyKey: "b1", walletId: wallet, credits: "1" },
            { idempotencyKey: "b2", walletId: other, credits: "1" },
            {},
          ],
        }),
      "GET /v1/events": () => store("GET /v1/events?limit=3"),
      "GET /v1/deposits": () => operator("GET /v1/deposits"),
      "POST /v1/deposits/retry": () => operator("POST /v1/deposits/retry", { status: "stuck", note: "test" }),
      "GET /v1/networks": () => operator("GET /v1/networks"),
      "POST /v1/networks/{network}/pause": () => operator("POST /v1/networks/tron/pause", {}),
      "POST /v1/networks/{network}/resume": () => operator("POST /v1/networks/tron/resume", {}),
      "GET /v1/ledger/verify": () => operator("GET /v1/ledger/verify"),
      "GET /v1/ledger/head": () => operator("GET /v1/ledger/head"),
      "GET /v1/audit": () => operator("GET /v1/audit"),
      "GET /v1/reports/revenue": () => operator(`GET /v1/reports/revenue?${dates}`),
      "GET /v1/catalog/versions": () => operator("GET /v1/catalog/versions"),
      "POST /v1/keys": () => operator("POST /v1/keys", { role: "service", client: "documented" }),
      "GET /v1/keys": () => operator("GET /v1/keys"),
    };
    const names = api.routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(names).toEqual(expect.arrayContaining(Object.keys(right)));
    for (const name of names) {
      if (name.endsWith("/events") && name.includes("{id}")) continue;
      const wrong = name.replaceAll(/\{\w+\}/g, "none") as "GET /";
      await api.call(wrong);
      await api.call(`${wrong}?unknown=1`, { as: "operator", key: `wrong-${names.indexOf(name)}` });
      const answer = await right[name]?.();
      if (answer !== undefined) expect([name, answer.status]).toEqual([name, expect.toBeOneOf([200, 201])]);
    }
  });
});
