import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Payload, type Receiver, startReceiver, verify } from "./receiver.js";
import { startWebhookStore, type WebhookStore } from "./webhookStore.js";

let store: WebhookStore;
let receiver: Receiver;

beforeAll(async () => {
  store = await startWebhookStore();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await store.close();
});

/** A shop's own copy of what Coffer's objects are: it trusts nothing but what verifies, and knows nothing of order. */
function createShop(secret: string) {
  const seen = new Set<string>();
  const objects = new Map<string, Payload["data"]>();
  return {
    objects,
    take(webhook: (typeof receiver.received)[number]): void {
      const { data } = verify(secret, webhook);
      if (seen.has(webhook.id)) return;
      seen.add(webhook.id);
      const id = String(data.id);
      if (data.version > (objects.get(id)?.version ?? 0)) objects.set(id, data);
    },
  };
}

/** A shuffle that is the same at every run. */
function shuffled<Item>(items: Item[]): Item[] {
  return items
    .map((item, index) => ({ item, place: (index * 7_919) % 101 }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

describe("case 65: webhooks that come twice and in any order", () => {
  it("leave a receiver that looks at the id and the version with the state of the ledger", async () => {
    const { api } = store;
    const { id, secret } = await store.register(receiver.url, ["debit.refunded", "grant.created"]);
    const walletId = await api.openWallet("100");
    const debits: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const body = { walletId, credits: "10" };
      const debit = await api.call("POST /v1/debits", { as: "service", key: `debit-${count}`, body });
      debits.push(debit.body.id);
      for (let part = 0; part <= count; part += 1) {
        const refund = { credits: "1.5", reason: "blurred" };
        await api.call(`POST /v1/debits/${debit.body.id}/refund`, {
          as: "service",
          key: `part-${count}-${part}`,
          body: refund,
        });
      }
    }
    // Every other answer is lost, so that half of the webhooks come twice.
    let count = 0;
    receiver.answerWith((response) => {
      count += 1;
      if (count % 2 === 0) response.destroy();
      else response.end();
    });
    for (let round = 0; round < 12; round += 1) {
      await store.work();
      await store.makeDue();
    }
    const { data } = (await api.call(`GET /v1/webhook-endpoints/${id}/deliveries?state=pending`, { as: "store" })).body;
    expect(data).toEqual([]);
    const ids = receiver.received.map((webhook) => webhook.id);
    expect(ids.length).toBeGreaterThan(new Set(ids).size);

    const shop = createShop(secret);
    for (const webhook of shuffled(receiver.received)) shop.take(webhook);
    for (const [index, debitId] of debits.entries()) {
      const { body } = await api.call(`GET /v1/debits/${debitId}`, { as: "service" });
      expect(shop.objects.get(debitId)).toEqual({ ...body, version: index + 1 });
    }
    const grants = await api.call(`GET /v1/wallets/${walletId}/grants`, { as: "store" });
    for (const grant of grants.body.data)
      expect(shop.objects.get(grant.id)).toMatchObject({ walletId, version: 1, granted: grant.granted });
    await api.call(`DELETE /v1/webhook-endpoints/${id}`, { as: "store" });
  });
});

describe("case 66: a receiver that verifies with the reference library", () => {
  it("refuses what was changed, and what is older or newer than five minutes", async () => {
    const { secret, id } = await store.register(receiver.url, ["grant.created"]);
    receiver.answerWith((response) => response.end());
    receiver.received.length = 0;
    await store.grant(await store.api.openWallet(), "3");
    await store.work();
    const [webhook] = receiver.received;
    if (webhook === undefined) throw new Error("nothing came");
    expect(verify(secret, webhook).type).toBe("grant.created");
    const { headers, body } = webhook;
    const other = await store.register(receiver.url, ["grant.created"]);
    const changed: [string, typeof headers, string][] = [
      [secret, headers, body.replace('"3"', '"3000"')],
      [secret, { ...headers, "webhook-id": "evt_another" }, body],
      [
        secret,
        { ...headers, "webhook-signature": String(headers["webhook-signature"]).replace(/.{4}$/, "AAA=") },
        body,
      ],
      [other.secret, headers, body],
    ];
    for (const [with_, those, text] of changed) {
      expect(() => verify(with_, { headers: those, body: text })).toThrow("No matching signature found");
    }
    for (const [shift, message] of [
      [-301, "Message timestamp too old"],
      [302, "Message timestamp too new"],
    ] as const) {
      const moved = { ...headers, "webhook-timestamp": String(Math.floor(Date.now() / 1000) + shift) };
      expect(() => verify(secret, { headers: moved, body })).toThrow(message);
    }
    for (const each of [id, other.id]) await store.api.call(`DELETE /v1/webhook-endpoints/${each}`, { as: "store" });
  });

  it("goes on through a rotation with either secret, and after the overlap only with the new one", async () => {
    const { id, secret: old } = await store.register(receiver.url, ["grant.created"]);
    const next = async () => {
      receiver.received.length = 0;
      await store.grant(await store.api.openWallet());
      await store.work();
      const [webhook] = receiver.received;
      if (webhook === undefined) throw new Error("nothing came");
      return webhook;
    };
    const rotate = (body: object) =>
      store.api.call(`POST /v1/webhook-endpoints/${id}/rotate-secret`, { as: "store", body });
    const rotated = await rotate({});
    expect(rotated.body.secret).not.toBe(old);
    const days = (Date.parse(rotated.body.previousSecretUntil) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(0.99);
    const during = await next();
    for (const secret of [old, rotated.body.secret]) expect(verify(secret, during).type).toBe("grant.created");
    expect(String(during.headers["webhook-signature"]).split(" ")).toHaveLength(2);

    const newest = (await rotate({ overlapSeconds: 0 })).body.secret;
    const after = await next();
    expect(verify(newest, after).type).toBe("grant.created");
    for (const secret of [old, rotated.body.secret]) expect(() => verify(secret, after)).toThrow();
    await store.api.call(`DELETE /v1/webhook-endpoints/${id}`, { as: "store" });
  });
});
