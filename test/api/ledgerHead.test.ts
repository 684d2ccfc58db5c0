import { afterAll, beforeAll, expect, it } from "vitest";
import { checkpointEntries } from "../../src/ledger/checkpointEntries.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

it("shows operators the head of the hash chain, which moves with the entries", async () => {
  const empty = await api.call("GET /v1/ledger/head", { as: "operator" });
  expect(empty.body).toMatchObject({ entries: 0, at: null });
  await api.openWallet("5");
  await checkpointEntries(api.dependencies.pool);
  const head = await api.call("GET /v1/ledger/head", { as: "operator" });
  expect(head.body.entries).toBe(1);
  expect(head.body.hash).not.toBe(empty.body.hash);
  expect((await api.call("GET /v1/ledger/verify", { as: "operator" })).body.ok).toBe(true);
  expect((await api.call("GET /v1/ledger/head", { as: "store" })).status).toBe(403);
});
