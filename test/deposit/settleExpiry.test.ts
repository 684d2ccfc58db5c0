import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Expiry } from "../../src/catalog/offerSchema.js";
import { rateFor } from "../../src/catalog/rate.js";
import { termsFor } from "../../src/catalog/terms.js";
import type { Terms } from "../../src/catalog/termsSchema.js";
import { creditsFor } from "../../src/checkout/settle.js";
import { settleDeposit } from "../../src/checkout/settleDeposit.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { catalogText, changedDefault } from "../catalog/catalogFile.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";

// A pack whose credits live longer, or shorter, than what is bought without one, paid in parts.

const at = new Date("2026-11-21T12:00:00Z");
const SMALL: [string, string] = [
  "priceUsd: 10, credits: 100 }",
  "priceUsd: 10, credits: 100, expiry: { afterDays: 30 } }",
];
const GIFT: [string, string] = ["    percent: 10\n", "    percent: 10\n    expiry: { afterDays: 7 }\n"];

const days = (afterDays: number): Expiry => ({ afterDays, afterInactiveDays: null });

/** The lives of all lots that such payments get, credited one after the other, by component. */
function livesOf(terms: Terms, payments: readonly bigint[]) {
  const granted = new Map<string, bigint>();
  const lives: { id: string; expiry: Expiry }[] = [];
  let inTime = 0n;
  for (const amount of payments) {
    inTime += amount;
    for (const { id, credits, expiry } of settleDeposit(
      granted,
      creditsFor(terms, { inTime, late: [], conditionsMet: new Set(["first-purchase"]) }),
    )) {
      granted.set(id, (granted.get(id) ?? 0n) + credits);
      lives.push({ id, expiry });
    }
  }
  return lives;
}

const payments = fc.array(fc.bigInt({ min: 1n, max: 12_000_000n }), { minLength: 1, maxLength: 6 });

describe("all credits of a checkout's in-time money live equally long, however it is split", () => {
  test.each([
    ["shorter than without a pack", 365, changedDefault(SMALL)],
    ["longer", 10, changedDefault(SMALL, ["expiry: { afterDays: 365 }", "expiry: { afterDays: 10 }"])],
  ])("where those of its pack live %s", (_what, baseDays, catalog) => {
    const terms = termsFor(catalog, { packId: "small", at });
    fc.assert(
      fc.property(payments, (parts) => {
        for (const { expiry } of livesOf(terms, parts)) expect(expiry).toEqual(days(30));
      }),
    );
    // What is paid late was promised nothing, and lives as what is bought without a pack.
    expect(rateFor(catalog, { at }).expiry).toEqual(days(baseDays));
  });

  test("but a bonus with an expiry of its own keeps to that", () => {
    const terms = termsFor(changedDefault(SMALL, GIFT), { packId: "small", at });
    fc.assert(
      fc.property(payments, (parts) => {
        for (const { id, expiry } of livesOf(terms, parts)) {
          expect(expiry).toEqual(days(id === "usdt-payment" ? 7 : 30));
        }
      }),
    );
  });
});

describe("a pack of 30 days, paid in two parts and overpaid", () => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await startEthereumNetwork();
    store = await createDepositStore(network);
    await store.crediting.catalogs.publish(catalogText("default").replace(...SMALL));
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  test("leaves no credits that live longer", async () => {
    const { id, address } = await store.open();
    for (const amount of ["9", "1", "5"]) {
      await network.pay(address, usdt(amount));
      await network.mine(network.finalAfter);
      await store.work();
    }
    const { rows } = await store.database.pool.query<{ days: number; credits: string }>(
      `SELECT round(extract(epoch FROM expires_at - created_at) / 86400)::integer AS days, sum(granted)::text AS credits
       FROM grants WHERE checkout_id = $1 GROUP BY 1`,
      [id],
    );
    expect(rows).toEqual([{ days: 30, credits: usdt("175").toString() }]);
  });
});
