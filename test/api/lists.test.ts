import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { type Api, startApi } from "./startApi.js";

let api: Api;
let walletId: string;

beforeAll(async () => {
  api = await startApi();
  walletId = await api.openWallet("10");
  const add = (what: string, body: object) =>
    api
      .call(`POST /v1/wallets/${walletId}/${what}`, { as: "store", body })
      .then(({ status }) => expect(status).toBe(201));
  for (const memberId of ["cleo", "ann", "Bob", "ünal", "a b"]) await add("members", { memberId });
  for (const below of ["2", "0.5", "11"]) await add("alerts", { below });
  await api.database.pool.query(
    `INSERT INTO reconciliation_runs (network, day, leased_until, finished_at)
     SELECT 'ethereum', date '2026-01-01' + n, now(), now() FROM generate_series(1, 4) AS n`,
  );
});
afterAll(() => api.close());

/** All lists but one: GET /v1/reports/reconciliation asks a provider for each address, so it has steps of its own. */
const isList = (reply: z.ZodType) => reply instanceof z.ZodObject && "nextCursor" in reply.shape;

it("every list takes ?limit= and ?cursor=", () => {
  const lists = api.routes.filter(({ method, path, reply }) => {
    return method === "get" && path !== "/v1/reports/reconciliation" && isList(reply);
  });
  expect(lists.length).toBeGreaterThan(15);
  const fields = (query: z.ZodType) => (query instanceof z.ZodObject ? Object.keys(query.shape) : []);
  const without = lists.filter(({ query }) => !["limit", "cursor"].every((name) => fields(query).includes(name)));
  expect(without.map(({ path }) => path)).toEqual([]);
});

it.each([
  ["members", 5],
  ["alerts", 3],
  ["allowances", 0],
  ["wallets", 1],
  ["networks", 2],
  ["runs", 4],
] as const)("%s come in pages that make the whole list", async (name, count) => {
  const path = {
    ...{ members: `/v1/wallets/${walletId}/members?`, alerts: `/v1/wallets/${walletId}/alerts?` },
    ...{ allowances: `/v1/wallets/${walletId}/allowances?`, wallets: "/v1/wallets?externalId=buyer-1&" },
    ...{ networks: "/v1/networks?", runs: "/v1/reports/reconciliation/runs?network=ethereum&" },
  }[name];
  const read = async (query: string) => (await api.call(`GET ${path}${query}`, { as: "operator" })).body;
  const whole = await read("limit=200");
  expect(whole.data).toHaveLength(count);
  expect(whole.nextCursor).toBeNull();
  const pages = [await read("limit=2")];
  while (pages.at(-1).nextCursor !== null) {
    pages.push(await read(`limit=2&cursor=${encodeURIComponent(pages.at(-1).nextCursor)}`));
  }
  expect(pages).toHaveLength(Math.max(1, Math.ceil(count / 2)));
  expect(pages.flatMap(({ data }) => data)).toEqual(whole.data);
  expect((await read("limit=201")).code).toBe("invalid_request");
});

it.each(["/v1/wallets/{wallet}/alerts", "/v1/networks"])("a cursor that %s did not give is refused", async (path) => {
  const query = `${path.replace("{wallet}", walletId)}?cursor=nothing`;
  const { body } = await api.call(`GET ${query}`, { as: "operator" });
  expect(body).toMatchObject({ code: "invalid_request", issues: [{ path: "cursor" }] });
});
