import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const metadata = { orderId: "17", channel: "web" };

describe("a checkout's metadata", () => {
  it("is told to keys, the same in the first answer, a repeated one, lists and events", async () => {
    const walletId = await api.openWallet();
    const call = { as: "store", key: "m1", body: { walletId, packId: "small", metadata } } as const;
    const opened = await api.call("POST /v1/checkouts", call);
    expect(opened).toMatchObject({ status: 201, body: { metadata } });
    expect((await api.call("POST /v1/checkouts", call)).text).toBe(opened.text);
    const path = `/v1/checkouts/${opened.body.id}`;
    for (const as of ["store", "service", "operator"] as const) {
      expect((await api.call(`GET ${path}`, { as })).body).toEqual(opened.body);
    }
    for (const [list, as] of [
      [`/v1/wallets/${walletId}/checkouts`, "store"],
      [`/v1/checkouts?search=${walletId}`, "operator"],
    ] as const) {
      expect((await api.call(`GET ${list}`, { as })).body.data).toMatchObject([{ metadata }]);
    }
    const events = await api.call(`GET /v1/events?objectId=${opened.body.id}`, { as: "store" });
    expect(events.body.data).toMatchObject([{ type: "checkout.created", data: { metadata } }]);
    expect((await api.call(`POST ${path}/cancel`, { as: "store" })).body).toMatchObject({ metadata });
  });

  it("is not told to buyers, nor to whoever has the checkout's id", async () => {
    const walletId = await api.openWallet();
    const { body: session } = await api.call(`POST /v1/wallets/${walletId}/sessions`, { as: "store", body: {} });
    const as = session.token;
    const own = { as, key: "m2", body: { walletId, packId: "small", metadata } };
    const byShop = await api.call("POST /v1/checkouts", { ...own, as: "store" });
    const path = `/v1/checkouts/${byShop.body.id}`;
    const shown = [
      (await api.call("POST /v1/checkouts", own)).body,
      (await api.call("POST /v1/checkouts", own)).body,
      ...(await api.call(`GET /v1/wallets/${walletId}/checkouts`, { as })).body.data,
      (await api.call(`GET ${path}`, { as })).body,
      (await api.call(`GET ${path}`)).body,
      (await api.call(`POST ${path}/network`, { body: { network: "tron" } })).body,
      (await api.call(`POST ${path}/cancel`, { as })).body,
    ];
    expect(shown.map(({ walletId }) => walletId)).toEqual(Array(8).fill(walletId));
    for (const checkout of shown) expect(checkout).not.toHaveProperty("metadata");
  });

  it("is whole in a reply, and in an event as many fields as fit", async () => {
    const walletId = await api.openWallet();
    const names = Array.from({ length: 49 }, (_, index) => `${"n".repeat(38)}${10 + index}`);
    const long = { orderId: "18", ...Object.fromEntries(names.map((name) => [name, "界".repeat(500)])) };
    const body = { walletId, packId: "small", metadata: long };
    const full = await api.call("POST /v1/checkouts", { as: "store", key: "m3", body });
    expect(full.body.metadata).toEqual(long);
    const events = await api.call(`GET /v1/events?objectId=${full.body.id}`, { as: "store" });
    const told = events.body.data[0].data.metadata;
    expect(long).toMatchObject(told);
    expect(Object.keys(told)).toHaveLength(3);
    expect(told).toHaveProperty("orderId", "18");
  });
});

it("of a hold and its debit is told where they are read, whatever became of them", async () => {
  const walletId = await api.openWallet("10");
  const spend = (path: string, key: string, body: object) => api.call(`POST ${path}`, { as: "service", key, body });
  const { body: held } = await spend("/v1/holds", "h1", { walletId, credits: "3", metadata });
  const { body: captured } = await spend(`/v1/holds/${held.id}/capture`, "c1", { outcome: "succeeded" });
  const { body: debit } = await spend("/v1/debits", "d1", { walletId, credits: "1", metadata });
  const { body: plain } = await spend("/v1/debits", "d2", { walletId, credits: "1" });
  const get = async (path: string) => (await api.call(`GET ${path}`, { as: "service" })).body;
  expect(await get(`/v1/holds/${held.id}`)).toEqual({ ...captured, metadata });
  expect(await get(`/v1/debits/${captured.debitId}`)).toMatchObject({ credits: "3", metadata });
  expect(await get(`/v1/debits/${debit.id}`)).toEqual({ ...debit, metadata });
  expect(await get(`/v1/debits/${plain.id}`)).toEqual(plain);
});
