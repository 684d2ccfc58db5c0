import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { termsFor } from "../../src/catalog/terms.js";
import type { Terms } from "../../src/catalog/termsSchema.js";
import { creditsFor } from "../../src/checkout/settle.js";
import { parseAmount } from "../../src/lib/money.js";
import { catalogFile } from "../catalog/catalogFile.js";

// One sum of money, paid on one checkout or split over several of the same wallet: splitting must never pay.

const at = new Date("2026-11-21T12:00:00Z");
const catalogues = readdirSync("catalogs")
  .map((file) => file.replace(/\.yaml$/, ""))
  .map((name) => ({ name, catalog: catalogFile(name) }));
const ofAnyAmount = catalogues.filter(({ catalog }) => catalog.anyAmount !== null);
const RUNS = { numRuns: 500 };

const conditionsOf = (terms: Terms) =>
  new Set(terms.bonuses.filter(({ condition }) => condition !== null).map(({ id }) => id));

/** Credits of each checkout's money, where only one of them may have what a wallet has once. */
function worthOfAll(parts: { terms: Terms; inTime: bigint }[], withOnceBonus: number): bigint {
  return parts.reduce((sum, { terms, inTime }, index) => {
    const conditionsMet = index === withOnceBonus ? conditionsOf(terms) : new Set<string>();
    return sum + creditsFor(terms, { inTime, late: [], conditionsMet }).total;
  }, 0n);
}

const parts = (max: bigint) => fc.array(fc.bigInt({ min: 1n, max }), { minLength: 2, maxLength: 12 });
const sumOf = (amounts: bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);

describe("money split over several checkouts (case 19)", () => {
  test.each(ofAnyAmount)("of amounts that a buyer chose buys no more than one, by catalogue $name", ({ catalog }) => {
    const bounds = catalog.anyAmount ?? { minUsd: 0n, maxUsd: 0n };
    const most = bounds.maxUsd / 12n > bounds.minUsd ? bounds.maxUsd / 12n : bounds.maxUsd;
    const amounts = fc.array(fc.bigInt({ min: bounds.minUsd, max: most }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(amounts, fc.nat(11), (each, first) => {
        const whole = sumOf(each);
        fc.pre(whole <= bounds.maxUsd);
        const termsOf = (amountUsd: bigint) => termsFor(catalog, { amountUsd, at });
        const pay = (price: bigint) => {
          const terms = termsOf(price);
          return { terms, inTime: terms.amountDue };
        };
        // What the parts cost together, paid on one checkout of the whole.
        const split = each.map(pay);
        const one = { terms: termsOf(whole), inTime: sumOf(split.map(({ inTime }) => inTime)) };
        expect(worthOfAll(split, first % each.length)).toBeLessThanOrEqual(worthOfAll([one], 0));
      }),
      RUNS,
    );
  });

  test.each(catalogues)("of one pack buys no more than on one of them, by catalogue $name", ({ catalog }) => {
    for (const { id } of catalog.packs) {
      // The tolerance is a gift to whoever pays once: it may be had on each checkout.
      const terms: Terms = { ...termsFor(catalog, { packId: id, at }), tolerance: 0n };
      fc.assert(
        fc.property(parts(terms.amountDue), fc.nat(11), (each, first) => {
          const whole = sumOf(each);
          fc.pre(whole < 2n * terms.amountDue);
          const split = each.map((inTime) => ({ terms, inTime }));
          expect(worthOfAll(split, first % each.length)).toBeLessThanOrEqual(worthOfAll([{ terms, inTime: whole }], 0));
        }),
        { numRuns: 100 },
      );
    }
  });

  test("a hundred payments of a cent buy what one of a dollar does", () => {
    const terms = termsFor(catalogFile("default"), { packId: "studio", at });
    const cents = Array.from({ length: 100 }, () => ({ terms, inTime: parseAmount("0.01") }));
    expect(worthOfAll(cents, 0)).toBe(worthOfAll([{ terms, inTime: parseAmount("1") }], 0));
  });
});
