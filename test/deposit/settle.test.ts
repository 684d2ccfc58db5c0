import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rate } from "../../src/catalog/rate.js";
import { rateFor } from "../../src/catalog/rate.js";
import { termsFor } from "../../src/catalog/terms.js";
import type { Terms } from "../../src/catalog/termsSchema.js";
import { creditsFor, type Received } from "../../src/checkout/settle.js";
import { settleDeposit, settleNext } from "../../src/checkout/settleDeposit.js";
import { formatAmount, parseAmount } from "../../src/lib/money.js";
import { catalogFile, changedDefault, errorOf } from "../catalog/catalogFile.js";

const at = new Date("2026-11-21T12:00:00Z");
const usd = parseAmount;
const shop = catalogFile("default");
const studio = termsFor(shop, { packId: "studio", at });
const lateRate = rateFor(shop, { at });
const NONE: ReadonlySet<string> = new Set();

const worth = (terms: Terms, inTime: string, met = NONE) =>
  formatAmount(creditsFor(terms, { inTime: usd(inTime), late: [], conditionsMet: met }).total);

describe("what a payment of the $100 pack is worth", () => {
  test.each([
    ["nothing", "0", "0"],
    ["a cent: the base rate and 10 %", "0.01", "0.11"],
    ["half", "50", "550"],
    ["just below the tolerance", "99.499999", "1094.499989"],
    ["within the tolerance: the pack", "99.5", "1320"],
    ["exactly the amount due", "100", "1320"],
    ["above it: the base rate for the rest", "130", "1650"],
  ])("%s", (_what, paid, expected) => {
    expect(worth(studio, paid)).toBe(expected);
  });

  test("the first-purchase bonus comes only where the wallet may have it, and only with the amount due", () => {
    const first = new Set(["first-purchase"]);
    expect(worth(studio, "100", first)).toBe("1420");
    expect(worth(studio, "99", first)).toBe(worth(studio, "99"));
  });

  test("late money earns its own base rate and payment bonus, and never completes the pack", () => {
    const dearer: Rate = { ...lateRate, catalogVersion: "next", usdPerCredit: usd("0.2") };
    const { components, settledAs } = creditsFor(studio, {
      inTime: usd("50"),
      late: [
        { amount: usd("40"), rate: dearer },
        { amount: usd("10"), rate: dearer },
      ],
      conditionsMet: new Set(["first-purchase"]),
    });
    expect(settledAs).toBe("base_rate");
    expect(components.map(({ id, kind, credits }) => [id, kind, formatAmount(credits)])).toEqual([
      ["purchased", "purchased", "500"],
      ["usdt-payment", "bonus", "50"],
      ["late:next:purchased", "purchased", "250"],
      ["late:next:usdt-payment", "bonus", "25"],
    ]);
  });

  test("crossing the amount due never costs credits, even under a pack worth less than the base rate", () => {
    const poor: Terms = { ...studio, credits: usd("10"), bonuses: [] };
    expect(worth(poor, "99")).toBe("1089");
    expect(worth(poor, "100")).toBe("1100");
    expect(creditsFor(poor, { inTime: usd("100"), late: [], conditionsMet: NONE }).settledAs).toBe("base_rate");
  });

  test("an in-time payment within a discounted price gets the whole pack", () => {
    const cheap: Terms = { ...studio, amountDue: usd("80"), discountUsd: usd("20"), tolerance: usd("0.4") };
    expect(worth(cheap, "79.6")).toBe("1320");
    expect(worth(cheap, "90")).toBe("1430");
  });
});

/** Terms and rates of many shapes, whose divisions do not come out even. */
const oddTerms = fc
  .record({
    creditUsd: fc.bigInt({ min: 1n, max: 400_000n }),
    percent: fc.bigInt({ min: 1n, max: 50_000_000n }),
    due: fc.bigInt({ min: 1n, max: 200_000_000n }),
    pack: fc.bigInt({ min: 0n, max: 3_000_000_000n }),
    bonus: fc.bigInt({ min: 0n, max: 500_000_000n }),
    first: fc.bigInt({ min: 0n, max: 100_000_000n }),
    tolerance: fc.bigInt({ min: 0n, max: 500_000n }),
  })
  .map(({ creditUsd, percent, due, pack, bonus, first, tolerance }): Terms => {
    const payment = { id: "pay", label: "Payment", percent, expiry: studio.expiry };
    const item = { label: "Bonus", expiry: studio.expiry };
    return {
      ...studio,
      amountDue: due,
      tolerance: tolerance < due ? tolerance : 0n,
      credits: pack,
      bonuses: [
        { ...item, id: "pack", credits: bonus, condition: null },
        { ...item, id: "pay", credits: bonus / 2n, condition: null },
        { ...item, id: "first", credits: first, condition: "first_purchase" },
      ],
      rate: { ...studio.rate, usdPerCredit: creditUsd, paymentBonuses: [payment] },
    };
  });

const oddRate = fc
  .record({
    version: fc.constantFrom("a", "b", "c"),
    network: fc.boolean(),
  })
  .map(({ version, network }): Rate => {
    const usdPerCredit = { a: 70_001n, b: 99_991n, c: 13n }[version] ?? 1n;
    const paymentBonuses = network ? [{ id: "pay", label: "Payment", percent: 7_300_001n, expiry: studio.expiry }] : [];
    return { ...studio.rate, catalogVersion: version, usdPerCredit, paymentBonuses };
  });

const money = fc.bigInt({ min: 1n, max: 120_000_000n });
const deposit = fc.oneof(
  fc.record({ amount: money, rate: fc.constant(null) }),
  fc.record({ amount: money, rate: oddRate }),
);
type Deposit = { amount: bigint; rate: Rate | null };
const deposits = fc.array(deposit, { minLength: 1, maxLength: 8 });
const conditions = fc.constantFrom(NONE, new Set(["first"]));

function received(paid: readonly Deposit[], conditionsMet: ReadonlySet<string>): Received {
  return {
    inTime: paid.reduce((sum, { amount, rate }) => sum + (rate === null ? amount : 0n), 0n),
    late: paid.flatMap(({ amount, rate }) => (rate === null ? [] : [{ amount, rate }])),
    conditionsMet,
  };
}

/**
 * The rule of settlement written once more, as one numerator over one common denominator: base rates and percentages of
 * all rates multiplied together.
 */
function exactWorth(terms: Terms, { inTime, late, conditionsMet }: Received): { value: bigint; over: bigint } {
  const rates = [terms.rate, ...late.map(({ rate }) => rate)];
  const over = rates.reduce((product, rate) => product * rate.usdPerCredit, 100_000_000n);
  const base = (amount: bigint, rate: Rate) => {
    const percent = rate.paymentBonuses.reduce((sum, bonus) => sum + bonus.percent, 100_000_000n);
    return (amount * 1_000_000n * percent * over) / (rate.usdPerCredit * 100_000_000n);
  };
  let value = base(inTime, terms.rate);
  if (inTime > 0n && inTime + terms.tolerance >= terms.amountDue) {
    let promised = terms.credits;
    for (const { id, credits, condition } of terms.bonuses) {
      if (condition === null || conditionsMet.has(id)) promised += credits;
    }
    const rest = inTime > terms.amountDue ? inTime - terms.amountDue : 0n;
    const asPurchase = promised * over + base(rest, terms.rate);
    if (asPurchase > value) value = asPurchase;
  }
  for (const { amount, rate } of late) value += base(amount, rate);
  return { value, over };
}

/** Credits deposits one after another, as the pipeline does, and returns what was granted. */
function creditOneByOne(terms: Terms, paid: readonly Deposit[], met: ReadonlySet<string>): Map<string, bigint> {
  const granted = new Map<string, bigint>();
  for (const [index] of paid.entries()) {
    const before = [...granted.values()].reduce((sum, credits) => sum + credits, 0n);
    const after = creditsFor(terms, received(paid.slice(0, index + 1), met));
    const deltas = settleDeposit(granted, after);
    expect(deltas.every(({ credits }) => credits > 0n)).toBe(true);
    expect(deltas.reduce((sum, { credits }) => sum + credits, 0n)).toBe(after.total - before);
    expect(new Set(deltas.map(({ id }) => id)).size).toBe(deltas.length);
    for (const { id, credits } of deltas) granted.set(id, (granted.get(id) ?? 0n) + credits);
  }
  return granted;
}

const sumOf = (granted: Map<string, bigint>) => [...granted.values()].reduce((sum, credits) => sum + credits, 0n);

const RUNS = { numRuns: 500 };

describe("creditsFor", () => {
  test("loses less than one base unit to rounding, and gains none", () => {
    fc.assert(
      fc.property(oddTerms, deposits, conditions, (terms, paid, met) => {
        const { total, components } = creditsFor(terms, received(paid, met));
        const { value, over } = exactWorth(terms, received(paid, met));
        expect(total * over).toBeLessThanOrEqual(value);
        expect((total + 1n) * over).toBeGreaterThan(value);
        expect(components.reduce((sum, { credits }) => sum + credits, 0n)).toBe(total);
        expect(components.every(({ credits }) => credits > 0n)).toBe(true);
      }),
      RUNS,
    );
  });

  test("is monotonic in the in-time total and in every late amount", () => {
    fc.assert(
      fc.property(oddTerms, deposits, conditions, fc.nat(), money, (terms, paid, met, which, more) => {
        const index = which % paid.length;
        const grown = paid.map((each, place) => (place === index ? { ...each, amount: each.amount + more } : each));
        const before = creditsFor(terms, received(paid, met)).total;
        expect(creditsFor(terms, received(grown, met)).total).toBeGreaterThanOrEqual(before);
      }),
      RUNS,
    );
  });

  test("is monotonic at the very edges of tolerance and amount due", () => {
    fc.assert(
      fc.property(oddTerms, conditions, (terms, met) => {
        for (const edge of [terms.amountDue - terms.tolerance, terms.amountDue]) {
          const around = [edge - 1n, edge, edge + 1n].filter((amount) => amount >= 0n);
          const totals = around.map((inTime) => creditsFor(terms, { inTime, late: [], conditionsMet: met }).total);
          expect(totals).toEqual([...totals].sort((left, right) => Number(left - right)));
        }
      }),
      RUNS,
    );
  });

  test("gives the same total in whatever order the deposits of a checkout are credited", () => {
    fc.assert(
      fc.property(oddTerms, deposits, conditions, fc.nat(), (terms, paid, met, seed) => {
        const turned = [...paid.slice(seed % paid.length), ...paid.slice(0, seed % paid.length)].reverse();
        const total = creditsFor(terms, received(paid, met)).total;
        expect(sumOf(creditOneByOne(terms, paid, met))).toBe(total);
        expect(sumOf(creditOneByOne(terms, turned, met))).toBe(total);
      }),
      RUNS,
    );
  });

  test("gives the same total for one payment as for a hundred parts of it", () => {
    fc.assert(
      fc.property(
        oddTerms,
        conditions,
        fc.bigInt({ min: 100n, max: 300_000_000n }),
        oddRate,
        (terms, met, amount, rate) => {
          for (const when of [null, rate]) {
            const part = amount / 100n;
            const parts = Array<Deposit>(99).fill({ amount: part, rate: when });
            parts.push({ amount: amount - 99n * part, rate: when });
            const whole = sumOf(creditOneByOne(terms, [{ amount, rate: when }], met));
            expect(sumOf(creditOneByOne(terms, parts, met))).toBe(whole);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test("has one more deposit bring what it adds to the worth, whatever was granted before it", () => {
    const anyGranted = fc.dictionary(fc.constantFrom("purchased", "pack", "pay", "first", "late:a:purchased"), money);
    fc.assert(
      fc.property(oddTerms, deposits, conditions, anyGranted, (terms, paid, met, held) => {
        const before = creditsFor(terms, received(paid.slice(1), met));
        const after = creditsFor(terms, received(paid, met));
        const deltas = settleNext(new Map(Object.entries(held)), before, after);
        expect(deltas.every(({ credits }) => credits > 0n)).toBe(true);
        expect(deltas.reduce((sum, { credits }) => sum + credits, 0n)).toBe(after.total - before.total);
        expect(new Set(deltas.map(({ id }) => id)).size).toBe(deltas.length);
      }),
      RUNS,
    );
  });

  test("pays no more for a hundred checkouts of $1 than for one of $100 (case 19)", () => {
    const catalog = changedDefault(["creditUsd: 0.1", "creditUsd: 0.3"], ["percent: 10", "percent: 10.7"]);
    const one = termsFor(catalog, { amountUsd: usd("100"), at });
    const part = termsFor(catalog, { amountUsd: usd("1"), at });
    const whole = creditsFor(one, { inTime: one.amountDue, late: [], conditionsMet: NONE }).total;
    const parts = 100n * creditsFor(part, { inTime: part.amountDue, late: [], conditionsMet: NONE }).total;
    expect(parts).toBeLessThanOrEqual(whole);
  });
});

describe("settleDeposit", () => {
  test("grants the pack's bonuses when the rest of a partial payment arrives", () => {
    const half = settleDeposit(new Map(), creditsFor(studio, { inTime: usd("50"), late: [], conditionsMet: NONE }));
    const granted = new Map(half.map(({ id, credits }) => [id, credits]));
    const rest = settleDeposit(granted, creditsFor(studio, { inTime: usd("100"), late: [], conditionsMet: NONE }));
    expect(rest.map(({ id, credits }) => [id, formatAmount(credits)])).toEqual([
      ["pack", "200"],
      ["usdt-payment", "70"],
      ["purchased", "500"],
    ]);
  });

  test("keeps every delta at or above zero when the pack has fewer own credits than the base rate gave", () => {
    const mostlyBonus: Terms = {
      ...studio,
      credits: usd("800"),
      bonuses: [{ id: "pack", label: "Pack", credits: usd("400"), condition: null, expiry: studio.expiry }],
      rate: { ...studio.rate, paymentBonuses: [] },
    };
    const granted = new Map([["purchased", usd("990")]]);
    const deltas = settleDeposit(
      granted,
      creditsFor(mostlyBonus, { inTime: usd("100"), late: [], conditionsMet: NONE }),
    );
    expect(deltas.map(({ id, credits }) => [id, formatAmount(credits)])).toEqual([["pack", "210"]]);
  });

  test("adds nothing when all was granted, and refuses to settle below what was granted", () => {
    const after = creditsFor(studio, { inTime: usd("100"), late: [], conditionsMet: NONE });
    const granted = new Map(after.components.map(({ id, credits }) => [id, credits]));
    expect(settleDeposit(granted, after)).toEqual([]);
    const less = creditsFor(studio, { inTime: usd("50"), late: [], conditionsMet: NONE });
    expect(errorOf(() => settleDeposit(granted, less)).code).toBe("internal");
  });
});
