import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quoteRefund } from "../../src/checkout/refundPurchase.js";
import { splitCost } from "../../src/deposits/splitCost.js";
import { parseAmount } from "../../src/lib/money.js";
import { catalogText } from "../catalog/catalogFile.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";

const usdt = parseAmount;

const component = fc.record({
  kind: fc.constantFrom("purchased" as const, "bonus" as const),
  credits: fc.bigInt({ min: 1n, max: 10n ** 15n }),
});

describe("splitCost", () => {
  test("books all of the payment on what was bought, once, and nothing on a bonus", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.array(component, { minLength: 1, maxLength: 6 }),
        (amount, parts) => {
          const costs = splitCost(amount, parts);
          const isBought = parts.some(({ kind }) => kind === "purchased");
          expect(costs.reduce((sum, cost) => sum + cost, 0n)).toBe(isBought ? amount : 0n);
          for (const [index, { kind }] of parts.entries()) {
            if (kind === "bonus") expect(costs[index]).toBe(0n);
            else expect(costs[index]).toBeGreaterThanOrEqual(0n);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("goes by the credits of each, and gives what is left over to the largest", () => {
    const bought = (credits: bigint) => ({ kind: "purchased" as const, credits });
    expect(splitCost(100n, [bought(1n), bought(3n)])).toEqual([25n, 75n]);
    expect(splitCost(100n, [bought(1n), bought(1_000n), { kind: "bonus", credits: 5_000n }])).toEqual([0n, 100n, 0n]);
  });
});

describe("a payment that adds to two purchased lots", () => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await startEthereumNetwork();
    store = await createDepositStore(network);
    // At this price no payment comes out even: what rounding leaves over goes to the lot bought in time.
    await store.crediting.catalogs.publish(catalogText("default").replace("creditUsd: 0.1", "creditUsd: 0.06"));
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  async function pay(address: string, amount: string): Promise<void> {
    await network.pay(address, usdt(amount));
    await network.mine(network.finalAfter);
    await store.work();
  }

  async function payInTimeAndLate() {
    const checkout = await store.open({ amountUsd: usdt("30") });
    await pay(checkout.address, "10");
    await store.database.pool.query(
      `UPDATE checkouts SET created_at = created_at - interval '2 days', expires_at = created_at - interval '1 day',
         in_time_until = (SELECT max(block_at) FROM deposits WHERE checkout_id = $1) WHERE id = $1`,
      [checkout.id],
    );
    await network.advance(5);
    await pay(checkout.address, "10");
    const [, late] = await store.deposits(checkout.id);
    return { walletId: checkout.walletId, late: late?.id };
  }

  test("costs what was paid, and is offered back for no more", async () => {
    const { walletId, late } = await payInTimeAndLate();
    const { rows } = await store.database.pool.query<{ cost: bigint }>(
      "SELECT cost_usdt AS cost FROM grants WHERE deposit_id = $1 AND kind = 'purchased' ORDER BY granted",
      [late],
    );
    expect(rows.map(({ cost }) => cost)).toEqual([0n, usdt("10")]);
    const offers = await quoteRefund(store.database.pool, store.crediting.catalogs, { walletId });
    expect(offers.map(({ amountUsdt }) => amountUsdt)).toEqual([usdt("10"), usdt("10")]);
  });

  test("is offered back for no more than was paid, whatever its lots say that they cost", async () => {
    const { walletId, late } = await payInTimeAndLate();
    const { pool } = store.database;
    await pool.query("UPDATE grants SET cost_usdt = $2 WHERE deposit_id = $1 AND kind = 'purchased'", [
      late,
      usdt("10"),
    ]);
    const offers = await quoteRefund(pool, store.crediting.catalogs, { walletId, depositId: late });
    expect(offers.map(({ amountUsdt }) => amountUsdt)).toEqual([usdt("10"), usdt("10")]);
  });
});
