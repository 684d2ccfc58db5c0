import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { readClockLead, setClockLead } from "../../src/ledger/storeClock.js";
import { catalogText } from "../catalog/catalogFile.js";
import { type Api, startApi } from "./startApi.js";

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const usage = { operation: "upscale", options: { factor: 4 } };
const MINUTE = 60_000;

/** Moves the store's time, which quotes expire by. */
const minutesLater = (minutes: number) =>
  transaction(api.dependencies.pool, async (sql) => setClockLead(sql, (await readClockLead(sql)) + minutes * MINUTE));

const publish = (text: string) => api.dependencies.catalogs.publish(text);
const spend = (route: "debits" | "holds", key: string, body: object) =>
  api.call(`POST /v1/${route}`, { as: "service", key, body });

describe("a quote", () => {
  it("has its price, its lines, its dollars, what would cost less, and how long it holds", async () => {
    const { status, body } = await api.call("POST /v1/quotes", {
      body: { usage: { operation: "image", width: 1024, height: 1024, steps: 80, model: "sdxl", count: 2 } },
    });
    expect(status).toBe(200);
    expect(body.lines).toEqual([
      { label: "2 × Image up to 1024 × 1024", credits: "8" },
      { label: "Stable Diffusion XL", credits: "4" },
      { label: "51 to 100 steps", credits: "6" },
    ]);
    expect(body).toMatchObject({ credits: "18", usd: { low: "1.5", high: "1.8" } });
    expect(body.savings.map(({ hint, credits }: Record<string, string>) => [hint, credits])).toEqual([
      ["Make it 512 × 512", "4.5"],
      ["Run it off-peak", "9"],
      ["Use Stable Diffusion 1.5", "12"],
      ["Take 50 steps", "12"],
    ]);
    for (const saving of body.savings) {
      const cheaper = await api.call("POST /v1/quotes", { body: { usage: saving.usage } });
      expect(cheaper.body.credits).toBe(saving.credits);
    }
    expect(body.catalogVersion).toBe((await api.call("GET /v1/catalog")).body.version);
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.now() + 10 * MINUTE);
  });

  it("is honoured until it expires, and refused after, though the call that used it in time is repeated", async () => {
    const walletId = await api.openWallet("100");
    const { quoteId } = (await api.call("POST /v1/quotes", { body: { usage } })).body;
    await publish(catalogText("default").replace("{ factor: 4 } }, credits: 3", "{ factor: 4 } }, credits: 5"));
    await minutesLater(14);
    const body = { walletId, quoteId };
    const debit = await spend("debits", "in-time", body);
    const hold = await spend("holds", "held-in-time", body);
    expect([debit.status, debit.body.credits, hold.status, hold.body.credits]).toEqual([201, "3", 201, "3"]);
    expect((await spend("debits", "anew", { walletId, usage })).body.credits).toBe("5");
    await minutesLater(2);
    const late = await spend("debits", "late", body);
    expect(late.body).toMatchObject({ code: "invalid_request", issues: [{ path: "quoteId", message: "has expired" }] });
    for (const [route, key, first] of [
      ["debits", "in-time", debit],
      ["holds", "held-in-time", hold],
    ] as const) {
      const again = await spend(route, key, body);
      expect([again.status, again.text, again.headers.get("Idempotency-Replayed")]).toEqual([201, first.text, "true"]);
      const other = await spend(route, key, { ...body, reference: "another" });
      expect(other.body.code).toBe("idempotency_key_reused");
    }
  });
});

describe("a price beyond every amount", () => {
  it("is refused wherever it is asked for", async () => {
    const dear = "{ factor: 4 } }, credits: 9000000000, per: { seconds: 1 }";
    await publish(catalogText("default").replace("{ factor: 4 } }, credits: 3", dear));
    const walletId = await api.openWallet("100");
    const asked = { ...usage, seconds: 86_400, count: 1_000 };
    const refused = { status: 400, body: { code: "invalid_request", issues: [{ path: "usage" }] } };
    expect(await api.call("POST /v1/quotes", { body: { usage: asked } })).toMatchObject(refused);
    for (const route of ["debits", "holds"] as const) {
      expect(await spend(route, `dear-${route}`, { walletId, usage: asked })).toMatchObject(refused);
    }
    const debits = [{ idempotencyKey: "dear-item", walletId, usage: asked }];
    const { body } = await api.call("POST /v1/debits/batch", { as: "service", body: { debits } });
    expect(body.results).toMatchObject([{ status: 400, problem: refused.body }]);
    const most = { ...usage, seconds: 1 };
    const { quoteId } = (await api.call("POST /v1/quotes", { body: { usage: most } })).body;
    expect(await spend("debits", "most", { walletId, quoteId })).toMatchObject({
      status: 402,
      body: { needed: "9000000000" },
    });
  });
});

describe("a debit that is repeated", () => {
  it("is answered as the first time although its operation is no longer sold", async () => {
    await publish(`${catalogText("default")}# with variations\n`);
    const walletId = await api.openWallet("100");
    const body = { walletId, usage: { operation: "variation" } };
    const first = await spend("debits", "sold", body);
    expect(first.status).toBe(201);
    await publish(catalogText("default").replace("- id: variation", "- id: remix"));
    expect((await spend("debits", "unsold", body)).body.code).toBe("unknown_operation");
    expect((await spend("debits", "sold", body)).text).toBe(first.text);
    const debits = [
      { idempotencyKey: "sold", ...body },
      { idempotencyKey: "unsold", ...body },
    ];
    const batch = await api.call("POST /v1/debits/batch", { as: "service", body: { debits } });
    expect(batch.body.results.map(({ status }: { status: number }) => status)).toEqual([201, 422]);
  });
});
