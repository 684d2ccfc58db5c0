import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutSchema } from "../../src/api/views/checkoutView.js";
import { debitSchema } from "../../src/api/views/debitView.js";
import { depositSchema } from "../../src/api/views/depositView.js";
import { type EventView, eventSchema, eventViews, webhookBodyOf } from "../../src/api/views/eventView.js";
import { grantSchema } from "../../src/api/views/grantView.js";
import { holdSchema } from "../../src/api/views/holdView.js";
import { expireCheckouts } from "../../src/checkout/expireCheckouts.js";
import { openCheckout } from "../../src/checkout/openCheckout.js";
import { EVENT_TYPES } from "../../src/db/outbox.js";
import { transaction } from "../../src/db/transaction.js";
import { expireBelowMinimum } from "../../src/deposits/expireBelowMinimum.js";
import { addAlert } from "../../src/ledger/alert.js";
import { alertExpiringGrants } from "../../src/ledger/alertExpiringGrants.js";
import { alertLowBalances } from "../../src/ledger/alertLowBalances.js";
import { expireHolds } from "../../src/ledger/expireHolds.js";
import { transferCredits } from "../../src/ledger/transfer.js";
import { parseConfirmations } from "../../src/lib/confirmations.js";
import { debit } from "../../src/spend/debit.js";
import { hold } from "../../src/spend/hold.js";
import { refund } from "../../src/spend/refund.js";
import { checkOutbox } from "../../src/webhooks/checkOutbox.js";
import { listEvents } from "../../src/webhooks/event.js";
import {
  CREDIT,
  createSpending,
  DAY,
  GRACE_SECONDS,
  lot,
  openWallet,
  resultOf,
  spender,
} from "../ledger/spendingFixture.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import { moveStoreTime } from "../support/storeTime.js";
import type { TestNetwork } from "../support/testNetwork.js";

const final = parseConfirmations("final");
const SETTINGS = { publicUrl: "https://pay.example", confirmations: { tron: final, ethereum: final } };

let network: TestNetwork;
let store: DepositStore;
/** The events of a store in which everything happened, oldest first. */
let events: EventView[];

/** More than a webhook lists. */
const PARTS = 30;

/** Payments that arrive, whole and in parts, are too small and never come back. */
async function payInEveryWay(): Promise<void> {
  const { pool } = store.crediting;
  const paid = await store.open();
  await network.pay(paid.address, paid.amountDue);
  await store.work();
  await network.mine(network.finalAfter + 1);
  await store.work();

  const inParts = await store.open();
  await network.payMany(
    Array.from({ length: PARTS }, () => ({ to: inParts.address, amount: inParts.amountDue / 25n })),
  );
  await network.mine(network.finalAfter + 1);
  await store.work();

  const lost = await store.open();
  await network.pay(lost.address, lost.amountDue);
  await store.work();
  await network.fork(2, false);
  await network.mine(4);
  await store.work();

  const small = await store.open();
  await network.pay(small.address, 500_000n);
  await network.mine(network.finalAfter + 1);
  await store.work();
  await moveStoreTime(pool, 1);
  await network.advance(86_400);
  await store.work();
  await expireCheckouts(pool, store.crediting.chains);
  await expireBelowMinimum(pool);
}

/** Lots that end, balances that fall, holds that nobody ended, refunds, and a transfer. */
async function spendInEveryWay(): Promise<void> {
  const { pool } = store.crediting;
  const spending = createSpending(pool);
  const { walletId } = await openWallet(pool, [lot(9n * CREDIT, { expiresAt: new Date(Date.now() + 9 * DAY) })]);
  await addAlert(pool, walletId, 5n * CREDIT, { graceSeconds: GRACE_SECONDS });
  const spent = resultOf(await debit(spending, spender(), { walletId, chargeFor: { credits: 6n * CREDIT } }));
  for (let part = 0; part < 2; part += 1) {
    resultOf(await refund(spending, spender(), { debitId: spent.id, credits: CREDIT, reason: "blurred" }));
  }
  await hold(spending, spender(), { walletId, chargeFor: { credits: CREDIT }, expiresInSeconds: 60 });
  const other = await openWallet(pool, []);
  const gift = { fromWalletId: walletId, toWalletId: other.walletId, credits: CREDIT, reason: "a gift" };
  resultOf(await transferCredits(pool, spender(), gift, { graceSeconds: GRACE_SECONDS }));
  await alertLowBalances(pool);
  await moveStoreTime(pool, 3);
  await alertExpiringGrants(pool);
  await expireHolds(pool, GRACE_SECONDS);
}

beforeAll(async () => {
  network = await startEthereumNetwork();
  store = await createDepositStore(network);
  await payInEveryWay();
  await spendInEveryWay();
  const { pool } = store.crediting;
  events = (
    await eventViews(pool, SETTINGS, await listEvents(pool, { type: null, objectId: null }, 1_000, null))
  ).reverse();
});
afterAll(async () => {
  await store.close();
  await network.close();
});

const of = (type: string) => events.filter((event) => event.type === type);

describe("the outbox", () => {
  it("has an event of every type there is, after everything has happened once", () => {
    const counts = Object.fromEntries(EVENT_TYPES.map((type) => [type, of(type).length]));
    expect(counts).toEqual({
      "checkout.created": 4,
      "checkout.paid": 2,
      "checkout.expired": 2,
      "deposit.detected": 3 + PARTS,
      "deposit.credited": 1 + PARTS,
      "deposit.stuck": 1,
      "deposit.reorged": 1,
      // The pack and its bonuses, the lot that was given, and its part that moved to another wallet.
      "grant.created": of("grant.created").length,
      "grant.expiring": 2,
      "wallet.low_balance": 1,
      "hold.expired": 1,
      "debit.refunded": 2,
    });
    expect(of("grant.created").length).toBeGreaterThanOrEqual(4);
  });

  it("shows each object as the API does, as it was when the event happened", () => {
    for (const event of events) expect(eventSchema.safeParse(event).error).toBeUndefined();
    const shown = { checkout: checkoutSchema, deposit: depositSchema, hold: holdSchema, debit: debitSchema };
    for (const [kind, schema] of Object.entries(shown)) {
      const own = events.filter(({ type }) => type.startsWith(`${kind}.`));
      expect(own.length).toBeGreaterThan(0);
      for (const { data } of own) {
        const { version, ...object } = data;
        expect(version).toEqual(expect.any(Number));
        expect(schema.safeParse(object).error).toBeUndefined();
      }
    }
    for (const { data } of of("grant.created")) {
      const { version: _version, walletId, ...grant } = data;
      expect(walletId).toMatch(/^wal_/);
      expect(grantSchema.safeParse(grant).error).toBeUndefined();
    }
    const [created] = of("checkout.created");
    const [paid] = of("checkout.paid");
    expect(created).toMatchObject({
      data: { status: "open", deposits: [], url: expect.stringContaining("https://pay.example/") },
    });
    expect(paid).toMatchObject({
      data: { id: created?.objectId, status: "paid", creditsGranted: "120", deposits: [{ status: "credited" }] },
    });
    expect(of("deposit.stuck")).toMatchObject([{ data: { stuckReason: "below_minimum", amount: "0.5" } }]);
    expect(of("debit.refunded").map(({ data, version }) => [data.refunded, version])).toEqual([
      ["1", 1],
      ["2", 2],
    ]);
    expect(of("grant.created").find(({ data }) => (data.source as { type: string }).type === "deposit")).toMatchObject({
      data: { source: { network: "ethereum", txHash: expect.stringMatching(/^0x/) } },
    });
  });

  it("keeps every webhook below 20 kB, however many parts a checkout was paid in", () => {
    expect(Math.max(...events.map((event) => webhookBodyOf(event).length))).toBeLessThan(20_000);
    const inParts = of("checkout.expired")
      .concat(of("checkout.paid"))
      .find(({ data }) => (data.deposits as []).length > 1);
    expect(inParts?.data.deposits).toHaveLength(20);
  });

  it("keeps them so however many lots a debit burned, and however much a catalogue lists", async () => {
    const { pool } = store.crediting;
    const spending = createSpending(pool);
    const { walletId } = await openWallet(
      pool,
      Array.from({ length: 320 }, () => lot(CREDIT)),
    );
    const spent = resultOf(await debit(spending, spender(), { walletId, chargeFor: { credits: 320n * CREDIT } }));
    resultOf(await refund(spending, spender(), { debitId: spent.id, credits: CREDIT, reason: "blurred" }));
    const refunded = await listEvents(pool, { type: "debit.refunded", objectId: spent.id }, 1, null);
    const [held] = await listEvents(pool, { type: "hold.expired", objectId: null }, 1, null);
    const told = await Promise.all(
      (["checkout.paid", "checkout.expired"] as const).map((type) =>
        listEvents(pool, { type, objectId: null }, 50, null),
      ),
    );
    const inParts = told.flat().find(({ facts }) => (facts.deposits as []).length > 20);
    if (held === undefined || inParts === undefined) throw new Error("they happened before");
    // As long as a label may be, in a script of three bytes a letter.
    const label = "价".repeat(400);
    held.facts.lines = Array.from({ length: 60 }, () => ({ label, credits: "1000000" }));
    const { terms } = inParts.facts.checkout as { terms: { bonuses: object[] } };
    terms.bonuses = Array.from({ length: 100 }, () => ({ ...terms.bonuses[0], label }));
    const names = Array.from({ length: 50 }, (_, index) => `field ${index}`);
    Object.assign(inParts.facts.checkout as object, {
      metadata: Object.fromEntries(names.map((name) => [name, "m".repeat(500)])),
    });
    const views = await eventViews(pool, SETTINGS, [...refunded, held, inParts]);
    for (const view of views) expect(Buffer.byteLength(webhookBodyOf(view))).toBeLessThan(20_000);
    const lists = [{ burned: { length: 20 } }, { lines: { length: 7 } }, { terms: { bonuses: { length: 3 } } }];
    expect(views.map(({ data }) => data)).toMatchObject(lists);
  });

  it("has no event of what was rolled back", async () => {
    const { pool, catalogs, chains } = store.crediting;
    const count = async () => (await pool.query("SELECT count(*)::int AS n FROM outbox")).rows[0].n;
    const before = await count();
    const { walletId } = await openWallet(pool, []);
    const catalog = await catalogs.current();
    const request = { clientId: "cli_test", walletId, region: null, purchase: { packId: "small" }, network: null };
    const rolledBack = transaction(pool, async (sql) => {
      await openCheckout(sql, catalog, chains, {
        ...request,
        promoCode: null,
        returnUrl: null,
        metadata: {},
        ttlSeconds: 60,
      });
      throw new Error("changed my mind");
    });
    await expect(rolledBack).rejects.toThrow("changed my mind");
    expect(await count()).toBe(before);
  });
});

/** The shape of a value: field names, and what kind of value each has. Nothing is said of what is null or empty. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? "list" : [shapeOf(value[0])];
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shapeOf(field)]));
}

describe("docs/webhooks.md", () => {
  it("shows an example of each kind of object with exactly the fields that are sent", async () => {
    const text = await readFile("docs/webhooks.md", "utf8");
    const examples = [...text.matchAll(/```json\n([\s\S]+?)```/g)].map(([, json = ""]) => JSON.parse(json));
    const kinds = examples.map(({ type }) => String(type).split(".")[0]);
    expect([...new Set(kinds)].sort()).toEqual(["checkout", "debit", "deposit", "grant", "hold", "wallet"]);
    for (const example of examples) {
      const real = of(example.type).map((event) => shapeOf(JSON.parse(webhookBodyOf(event))));
      expect(real).toContainEqual(shapeOf(example));
    }
  });

  it("names every type of event, and no other", async () => {
    const text = await readFile("docs/webhooks.md", "utf8");
    const named = new Set([...text.matchAll(/^\| `([a-z_]+\.[a-z_]+)` \|/gm)].map(([, type]) => type));
    expect([...named].sort()).toEqual([...EVENT_TYPES].sort());
  });
});

describe("checkOutbox", () => {
  const failing = async (sql: Parameters<typeof checkOutbox>[0]) =>
    (await checkOutbox(sql)).checks.filter(({ ok }) => !ok).map(({ name }) => name);

  it("finds nothing wrong where everything happened and nothing was tampered with", async () => {
    expect(await failing(store.crediting.pool)).toEqual([]);
  });

  it.each([
    [
      "a lost grant.created",
      ["grants_told"],
      "DELETE FROM outbox WHERE ctid = (SELECT min(ctid) FROM outbox WHERE type = 'grant.created')",
    ],
    ["a lost grant.expiring", ["notices_told"], "DELETE FROM outbox o WHERE type = 'grant.expiring'"],
    ["a lost hold.expired", ["holds_told"], "DELETE FROM outbox WHERE type = 'hold.expired'"],
    ["a lost refund", ["refunds_told"], "DELETE FROM outbox WHERE type = 'debit.refunded' AND version = 2"],
    ["a gap", ["versions_complete"], "DELETE FROM outbox WHERE type = 'debit.refunded' AND version = 1"],
    ["a deposit's lost event", ["deposits_told"], "DELETE FROM outbox WHERE type = 'deposit.reorged'"],
    ["a checkout's lost end", ["checkouts_told"], "DELETE FROM outbox WHERE type = 'checkout.paid'"],
    [
      "an event of nothing",
      ["holds_told"],
      "INSERT INTO outbox SELECT 0, 'evt_x', 'hold.expired', 'hld_x', 1, '{}', now(), now()",
    ],
    [
      "one that was never handed on",
      ["handed_on"],
      "UPDATE outbox SET created_at = now() - interval '1 hour' WHERE type = 'hold.expired'",
    ],
    [
      "a delivery that nobody makes",
      ["deliveries_move"],
      `WITH c AS (INSERT INTO clients (id, name) VALUES ('cli_x', 'x')),
            e AS (INSERT INTO webhook_endpoints (id, client_id, url, events, seed) VALUES ('whe_x', 'cli_x', 'https://x/', '{checkout.paid}', ''))
       INSERT INTO webhook_deliveries (id, endpoint_id, event_id, event_type, state, next_attempt_at)
       VALUES ('dlv_x', 'whe_x', 'evt_x', 'checkout.paid', 'pending', now() - interval '1 hour')`,
    ],
  ])("names the check that %s breaks", async (_what, names, statement) => {
    const client = await store.crediting.pool.connect();
    try {
      await client.query("BEGIN");
      await client.query(statement);
      expect(await failing(client)).toEqual(expect.arrayContaining(names));
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });
});
