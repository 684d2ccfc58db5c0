import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKey } from "../../src/api/keys.js";
import { EVENT_TYPES } from "../../src/db/outbox.js";
import { type Api, startApi } from "../api/startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi({ webhookAllowHosts: new Set(["shop.internal"]) });
});
afterAll(() => api.close());

const URL = "https://shop.example/webhooks";
const register = (body: object = { url: URL, events: ["checkout.paid"] }, as = "store") =>
  api.call("POST /v1/webhook-endpoints", { as, body });

describe("a webhook endpoint", () => {
  it("has a secret of 32 bytes that is shown once, and that no table holds", async () => {
    const made = await register();
    expect(made).toMatchObject({
      status: 201,
      body: { url: URL, events: ["checkout.paid"], client: "the store", disabledAt: null },
    });
    const { id, secret } = made.body;
    expect(id).toMatch(/^whe_/);
    expect(Buffer.from(secret.replace(/^whsec_/, ""), "base64")).toHaveLength(32);
    const again = await api.call(`GET /v1/webhook-endpoints/${id}`, { as: "store" });
    const list = await api.call("GET /v1/webhook-endpoints", { as: "store" });
    const { rows } = await api.database.pool.query("SELECT * FROM webhook_endpoints");
    expect(JSON.stringify([again.body, list.body, rows])).not.toContain(secret.slice(6, 30));
    expect(list.body.data[0]).toEqual(again.body);
  });

  it("is the client's that made it: to another it does not exist; an operator sees all", async () => {
    const other = (await createKey(api.dependencies.pool, { role: "store", client: "another shop" })).key;
    const { id } = (await register()).body;
    const calls = [
      `GET /v1/webhook-endpoints/${id}`,
      `GET /v1/webhook-endpoints/${id}/deliveries`,
      `POST /v1/webhook-endpoints/${id}/rotate-secret`,
      `POST /v1/webhook-endpoints/${id}/enable`,
      `DELETE /v1/webhook-endpoints/${id}`,
    ] as const;
    for (const call of calls) {
      const body = call.startsWith("POST") ? { body: {} } : {};
      expect((await api.call(call, { as: other, ...body })).status).toBe(404);
      expect((await api.call(call.replace(id, "whe_none") as "GET /", { as: "store", ...body })).status).toBe(404);
    }
    expect((await api.call("GET /v1/webhook-endpoints", { as: other })).body.data).toEqual([]);
    expect((await api.call("GET /v1/webhook-endpoints", { as: "operator" })).body.data[0].id).toBe(id);
    expect((await api.call(`DELETE /v1/webhook-endpoints/${id}`, { as: "operator" })).status).toBe(200);
    expect((await api.call(`GET /v1/webhook-endpoints/${id}`, { as: "store" })).status).toBe(404);
  });

  it.each([
    ["no URL", { url: "shop", events: ["checkout.paid"] }, "url"],
    ["another protocol", { url: "ftp://shop.example/", events: ["checkout.paid"] }, "url"],
    ["plain http on a real store", { url: "http://shop.example/", events: ["checkout.paid"] }, "url"],
    ["a password", { url: "https://me:secret@shop.example/", events: ["checkout.paid"] }, "url"],
    ["a fragment", { url: "https://shop.example/#there", events: ["checkout.paid"] }, "url"],
    ["no event", { url: URL, events: [] }, "events"],
    ["an event that there is not", { url: URL, events: ["checkout.lost"] }, "events.0"],
    ["a secret of one's own", { url: URL, events: ["checkout.paid"], secret: "mine" }, "secret"],
  ])("is refused with the field's name for %s", async (_what, body, path) => {
    const refused = await register(body);
    expect(refused.status).toBe(400);
    expect(refused.body.issues).toMatchObject([{ path }]);
  });

  it("may have plain http where WEBHOOK_ALLOW_HOSTS names the host, and wants an event once", async () => {
    const made = await register({ url: "http://shop.internal/hook", events: ["hold.expired", "hold.expired"] });
    expect(made).toMatchObject({ status: 201, body: { events: ["hold.expired"] } });
  });

  it("is one of at most twenty of a client", async () => {
    const { key } = await createKey(api.dependencies.pool, { role: "store", client: "a busy shop" });
    const all = { url: URL, events: [...EVENT_TYPES] };
    const made = await Promise.all(Array.from({ length: 24 }, () => register(all, key)));
    expect(made.map(({ status }) => status).sort()).toEqual([...Array(20).fill(201), ...Array(4).fill(429)]);
    // Longer than any client waits: coffer/client gives up at once.
    expect(made.find(({ status }) => status === 429)?.headers.get("Retry-After")).toBe("3600");
    const page = await api.call("GET /v1/webhook-endpoints?limit=15", { as: key });
    const rest = await api.call(`GET /v1/webhook-endpoints?cursor=${page.body.nextCursor}`, { as: key });
    expect(rest.body.data).toHaveLength(5);
    expect((await api.call("GET /v1/webhook-endpoints?cursor=x", { as: key })).status).toBe(400);
  });
});
