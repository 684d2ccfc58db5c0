import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../src/lib/ids.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe("what a refusal says", () => {
  it("of a limit outside its range is the range", async () => {
    const issuesOf = async (limit: string) =>
      (await api.call(`GET /v1/events?limit=${limit}`, { as: "store" })).body.issues;
    for (const limit of ["0", "-1", "201", "99999999999999999999"]) {
      expect(await issuesOf(limit)).toEqual([{ path: "limit", message: "must be from 1 to 200" }]);
    }
    for (const limit of ["1.5", "ten", "", "007", "1e2"]) {
      expect(await issuesOf(limit)).toEqual([{ path: "limit", message: "must be a whole number" }]);
    }
    for (const limit of ["1", "200"]) expect(await issuesOf(limit)).toBeUndefined();
  });

  it("of a field that is missing is that it is required, and of a wrong one what would be right", async () => {
    const asked = await api.call("POST /v1/debits", { as: "service", key: "v1", body: { credits: 1, usage: {} } });
    expect(asked.body.issues).toEqual([
      { path: "walletId", message: "is required" },
      { path: "usage.operation", message: "is required" },
      { path: "credits", message: "Invalid input: expected string, received number" },
    ]);
    const path = `/v1/wallets/${await api.openWallet()}`;
    const given = await api.call(`POST ${path}/grants`, { as: "store", key: "v2", body: { kind: "free" } });
    expect(given.body.issues).toContainEqual({ path: "credits", message: "is required" });
    const usage = await api.call(`GET ${path}/usage`, { as: "store" });
    expect(usage.body.issues.map((issue: object) => Object.values(issue).join(" "))).toEqual([
      "from is required",
      "to is required",
    ]);
    const chosen = await api.call(`POST /v1/checkouts/${newId("chk")}/network`, { body: {} });
    expect(chosen.body.issues).toEqual([{ path: "network", message: "is required" }]);
  });

  it("of a wallet, hold or debit that there is not is which", async () => {
    const [wallet, hold, debit] = ["wal_01m8pk5te14z1e8a04fgvacn5a29", "hld_nothing", "deb_nothing"];
    const post = async (path: string, body: object) =>
      (await api.call(`POST ${path as "/v1/holds"}`, { as: "service", key: `v-${path}`, body })).body;
    const asked = { walletId: wallet, credits: "1" };
    const noWallet = { code: "not_found", detail: `There is no wallet ${wallet}.` };
    expect(await post("/v1/debits", asked)).toMatchObject(noWallet);
    expect(await post("/v1/holds", asked)).toMatchObject(noWallet);
    const batch = await post("/v1/debits/batch", { debits: [{ ...asked, idempotencyKey: "v3" }] });
    expect(batch.results).toMatchObject([{ status: 404, problem: noWallet }]);
    for (const change of ["capture", "void"]) {
      expect((await post(`/v1/holds/${hold}/${change}`, {})).detail).toBe(`There is no hold ${hold}.`);
    }
    expect((await post(`/v1/holds/${hold}/extend`, { expiresInSeconds: 1 })).detail).toBe(`There is no hold ${hold}.`);
    expect((await post(`/v1/debits/${debit}/refund`, { reason: "r" })).detail).toBe(`There is no debit ${debit}.`);
  });
});
