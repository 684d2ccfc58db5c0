import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkOutbox } from "../../src/webhooks/checkOutbox.js";
import { AT_ONCE } from "../../src/webhooks/claimDelivery.js";
import { decideAfterTry, JITTER_SHARE, RETRY_WAITS_MS } from "../../src/webhooks/decideAfterTry.js";
import { deliver } from "../../src/webhooks/deliver.js";
import { forgetDeliveries } from "../../src/webhooks/delivery.js";
import { dispatchOutbox } from "../../src/webhooks/dispatchOutbox.js";
import { type Receiver, startReceiver, verify } from "./receiver.js";
import { type Registered, startWebhookStore, type WebhookStore } from "./webhookStore.js";

/** A machine that is busy takes its time. */
const WAIT = { timeout: 20_000 };

let store: WebhookStore;
let receiver: Receiver;
let endpoint: Registered;
let walletId: string;

beforeAll(async () => {
  store = await startWebhookStore();
  walletId = await store.api.openWallet();
});
beforeEach(async () => {
  await store.work();
  receiver = await startReceiver();
  endpoint = await store.register(receiver.url, ["grant.created"]);
});
afterEach(async () => {
  await receiver.close();
  await store.api.call(`DELETE /v1/webhook-endpoints/${endpoint.id}`, { as: "store" });
});
afterAll(() => store.close());

async function deliveries(query = "") {
  const path = `GET /v1/webhook-endpoints/${endpoint.id}/deliveries${query}` as const;
  return (await store.api.call(path, { as: "store" })).body.data;
}

/** Seconds from now until the next try of the newest delivery. */
async function waitsFor(): Promise<number> {
  const [{ nextAttemptAt }] = await deliveries();
  return (Date.parse(nextAttemptAt) - Date.now()) / 1000;
}

describe("a webhook", () => {
  it("is posted signed, with the event's id, and is small", async () => {
    const { id } = await store.grant(walletId, "2.5");
    await store.work();
    const [webhook, ...others] = receiver.received;
    expect(others).toEqual([]);
    if (webhook === undefined) throw new Error("nothing came");
    expect(webhook.headers).toMatchObject({ "content-type": "application/json", "user-agent": "Coffer-Webhooks/1" });
    const [event] = (await store.api.call(`GET /v1/events?objectId=${id}`, { as: "store" })).body.data;
    expect(webhook.id).toBe(event.id);
    const payload = verify(endpoint.secret, webhook);
    expect(payload).toEqual({ type: "grant.created", timestamp: event.createdAt, data: event.data });
    expect(payload.data).toMatchObject({ id, walletId, granted: "2.5", version: 1 });
    expect(webhook.body.length).toBeLessThan(20_000);
    expect(await deliveries()).toMatchObject([
      {
        eventId: event.id,
        state: "delivered",
        attempts: 1,
        tries: [{ status: 200, error: null }],
        nextAttemptAt: null,
      },
    ]);
  });

  it("goes only to endpoints that want its type, and once to each", async () => {
    const others = await store.register(receiver.url, ["debit.refunded", "hold.expired"]);
    await store.grant(walletId);
    await Promise.all([store.work(), store.work(), store.work()]);
    await store.work();
    expect(receiver.received).toHaveLength(1);
    expect(await deliveries()).toHaveLength(1);
    await store.api.call(`DELETE /v1/webhook-endpoints/${others.id}`, { as: "store" });
  });
});

describe("case 64: a receiver that", () => {
  it("hangs is left after the time that it has, and tried again", async () => {
    receiver.answerWith(() => {});
    await store.grant(walletId);
    await store.work({ timeoutMs: 300 });
    expect(await deliveries()).toMatchObject([
      { state: "pending", attempts: 1, tries: [{ status: null, error: "no answer within 0.3 s" }] },
    ]);
  });

  it("answers in drops, header by header, is left after the same time", async () => {
    receiver.answerWith((response) => {
      response.socket?.write("HTTP/1.1 200 OK\r\n");
      const drops = setInterval(() => response.socket?.write("x-drop: 1\r\n"), 50);
      response.on("close", () => clearInterval(drops));
    });
    await store.grant(walletId);
    await store.work({ timeoutMs: 400 });
    expect(await deliveries()).toMatchObject([{ state: "pending", tries: [{ error: "no answer within 0.4 s" }] }]);
  });

  it("answers 500, or is not there, is tried ten times over three days and then given up, visibly", async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    await store.grant(walletId);
    for (const wait of RETRY_WAITS_MS) {
      await store.work();
      const seconds = await waitsFor();
      expect(seconds).toBeGreaterThan(wait / 1000 - 5);
      expect(seconds).toBeLessThanOrEqual((wait / 1000) * (1 + JITTER_SHARE));
      expect(await store.work()).toEqual([]);
      await store.makeDue();
    }
    await receiver.close();
    await store.work();
    const [delivery] = await deliveries("?state=failed");
    expect(delivery).toMatchObject({ attempts: 10, nextAttemptAt: null });
    expect(delivery.failure).toMatch(/^Given up after 10 tries; the last time: .*ECONNREFUSED/);
    expect(delivery.tries.map(({ status }: { status: number | null }) => status)).toEqual([
      ...Array(9).fill(500),
      null,
    ]);
    expect(await store.work()).toEqual([]);
    expect((await checkOutbox(store.api.database.pool)).ok).toBe(true);
  });

  it("answers 410 is disabled, which is shown, and told nothing more until it is enabled", async () => {
    receiver.answerWith((response) => response.writeHead(410).end());
    await store.grant(walletId);
    await store.grant(walletId);
    // One at a time, so that the other is still waiting when the answer comes.
    await dispatchOutbox(store.api.database.pool);
    const [first] = await deliveries();
    await deliver(store.delivering, first.id);
    const shown = await store.api.call(`GET /v1/webhook-endpoints/${endpoint.id}`, { as: "store" });
    const reason = "The endpoint answered 410 and was disabled.";
    expect(shown.body).toMatchObject({ disabledAt: expect.any(String), disabledReason: reason });
    expect(await deliveries()).toMatchObject([
      { state: "failed", failure: reason },
      { state: "failed", failure: reason },
    ]);
    await store.grant(walletId);
    await store.work();
    expect(receiver.received).toHaveLength(1);
    receiver.answerWith((response) => response.writeHead(204).end());
    await store.api.call(`POST /v1/webhook-endpoints/${endpoint.id}/enable`, { as: "store" });
    await store.grant(walletId);
    await store.work();
    expect(receiver.received).toHaveLength(2);
    expect(await deliveries("?state=delivered")).toHaveLength(1);
  });

  it("answers 429 or 503 with Retry-After is left alone for so long, but no longer than a day", async () => {
    receiver.answerWith((response) => response.writeHead(429, { "retry-after": "120" }).end());
    await store.grant(walletId);
    await store.work();
    expect(await waitsFor()).toBeGreaterThan(110);
    expect(await waitsFor()).toBeLessThanOrEqual(120);
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    receiver.answerWith((response) => response.writeHead(503, { "retry-after": date }).end());
    await store.makeDue();
    await store.work();
    expect(await waitsFor()).toBeGreaterThan(3_500);
    receiver.answerWith((response) => response.writeHead(429, { "retry-after": "99999999" }).end());
    await store.makeDue();
    await store.work();
    expect(await waitsFor()).toBeLessThanOrEqual(86_400);
    expect(await waitsFor()).toBeGreaterThan(86_000);
  });

  it("answers with a body without an end has its status counted and is read no further", async () => {
    const sizes: number[] = [];
    receiver.answerWith((response) => {
      response.writeHead(200, { "content-length": 1_000_000_000 });
      const chunk = Buffer.alloc(64 * 1024);
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once("drain", pour);
      };
      response.on("close", () => sizes.push(response.socket?.bytesWritten ?? 0));
      pour();
    });
    await store.grant(walletId);
    await store.work({ timeoutMs: 5_000 });
    expect(await deliveries()).toMatchObject([{ state: "delivered", tries: [{ status: 200 }] }]);
    await expect.poll(() => sizes.length, WAIT).toBe(1);
    expect(sizes[0]).toBeLessThan(20_000_000);
  });
});

describe("an endpoint that fails", () => {
  it("holds back neither others nor its own later events", async () => {
    const hanging = await startReceiver();
    const stuck: (() => void)[] = [];
    hanging.answerWith((response) => stuck.push(() => response.writeHead(500).end()));
    const dead = await store.register(hanging.url, ["grant.created"]);
    for (let count = 0; count < AT_ONCE + 4; count += 1) await store.grant(walletId);
    const working = [store.work({ timeoutMs: 60_000 }), store.work({ timeoutMs: 60_000 })];
    await expect.poll(() => hanging.received.length, WAIT).toBe(AT_ONCE);
    // While all of its places are taken by tries that hang, the other is served.
    const served = async () => {
      await store.work();
      return receiver.received.length;
    };
    await expect.poll(served, WAIT).toBe(AT_ONCE + 4);
    expect(hanging.received).toHaveLength(AT_ONCE);
    hanging.answerWith((response) => response.writeHead(200).end());
    for (const free of stuck) free();
    await Promise.all(working);
    await store.grant(walletId);
    // Those that hung wait for their next try; what has not been tried goes out now.
    await store.work();
    await store.work();
    const list = await store.api.call(`GET /v1/webhook-endpoints/${dead.id}/deliveries`, { as: "store" });
    const first = list.body.data.map(({ tries }: { tries: { status: number }[] }) => tries[0]?.status).sort();
    expect(first).toEqual([...Array(5).fill(200), ...Array(AT_ONCE).fill(500)]);
    await store.api.call(`DELETE /v1/webhook-endpoints/${dead.id}`, { as: "store" });
    await hanging.close();
  });
});

describe("a process that", () => {
  it("stops gives its tries back untried, and another makes them at once", async () => {
    receiver.answerWith(() => {});
    await store.grant(walletId);
    const stopping = new AbortController();
    const working = store.work({ timeoutMs: 60_000, signal: stopping.signal });
    await expect.poll(() => receiver.received.length, WAIT).toBe(1);
    stopping.abort();
    expect(await working).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: "pending", attempts: 0, tries: [] }]);
    receiver.answerWith((response) => response.end());
    await store.work();
    expect(await deliveries()).toMatchObject([{ state: "delivered", attempts: 1 }]);
  });

  it("died in the middle of a try has it made by another once its claim is over, and records nothing late", async () => {
    const { pool } = store.api.database;
    const late: (() => void)[] = [];
    receiver.answerWith((response) => late.push(() => response.writeHead(500).end()));
    await store.grant(walletId);
    const working = store.work({ timeoutMs: 60_000 });
    await expect.poll(() => receiver.received.length, WAIT).toBe(1);
    expect(await store.work()).toEqual([]);
    await pool.query("UPDATE webhook_deliveries SET claimed_until = now() WHERE claimed_until IS NOT NULL");
    receiver.answerWith((response) => response.end());
    expect(await store.work()).toHaveLength(1);
    for (const answer of late) answer();
    expect(await working).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: "delivered", attempts: 1, tries: [{ status: 200 }] }]);
  });
});

describe("an event that is delivered again", () => {
  it("reaches the endpoints that want it with the same id, whatever became of it before", async () => {
    receiver.answerWith((response) => response.writeHead(400).end());
    const { id } = await store.grant(walletId);
    await store.work();
    const [event] = (await store.api.call(`GET /v1/events?objectId=${id}`, { as: "store" })).body.data;
    receiver.answerWith((response) => response.end());
    for (let count = 0; count < 2; count += 1) {
      const asked = await store.api.call(`POST /v1/events/${event.id}/redeliver`, { as: "store" });
      expect(asked.body.data).toMatchObject([
        { endpointId: endpoint.id, eventId: event.id, state: "pending", attempts: 0 },
      ]);
      await store.work();
    }
    expect(receiver.received.map((webhook) => webhook.id)).toEqual([event.id, event.id, event.id]);
    const bodies = new Set(receiver.received.map(({ body }) => body));
    expect(bodies.size).toBe(1);
    expect(await deliveries()).toMatchObject([
      { state: "delivered", tries: [{ status: 400 }, { status: 200 }, { status: 200 }] },
    ]);
    expect((await store.api.call("POST /v1/events/evt_none/redeliver", { as: "store" })).status).toBe(404);
  });
});

describe("a delivery that ended", () => {
  it("is listed for 90 days, and its event for ever", async () => {
    const { pool } = store.api.database;
    const { id } = await store.grant(walletId);
    await store.work();
    const age = (days: number) =>
      pool.query(
        "UPDATE webhook_deliveries SET ended_at = now() - make_interval(days => $1) WHERE state = 'delivered'",
        [days],
      );
    await age(89);
    await forgetDeliveries(pool);
    expect(await deliveries()).toHaveLength(1);
    await age(91);
    await forgetDeliveries(pool);
    expect(await deliveries()).toEqual([]);
    expect((await store.api.call(`GET /v1/events?objectId=${id}`, { as: "store" })).body.data).toHaveLength(1);
  });
});

describe("the waits between tries", () => {
  it("come to 75 hours and 35 minutes for ten tries, each with some chance", () => {
    const total = RETRY_WAITS_MS.reduce((sum, wait) => sum + wait, 0);
    expect(total / 1000).toBe(75 * 3_600 + 35 * 60 + 5);
    const failed = { status: 500, error: null, retryAfterSeconds: null };
    expect(decideAfterTry(failed, 1, 0)).toEqual({ kind: "again", waitMs: 5_000 });
    expect(decideAfterTry(failed, 9, 1)).toEqual({ kind: "again", waitMs: 95_040_000 });
    expect(decideAfterTry(failed, 10, 0).kind).toBe("failed");
  });
});
