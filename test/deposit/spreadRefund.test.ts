import fc from "fast-check";
import { expect, test } from "vitest";
import { type PaidPart, spreadRefund } from "../../src/checkout/spreadRefund.js";
import { BASE_UNITS } from "../../src/lib/money.js";

/** A payment at 0.1 USDT a credit. */
const part = (granted: bigint, remaining: bigint, bonusUsed: bigint): PaidPart => {
  const costUsdt = granted / 10n;
  return { costUsdt, granted, remaining, bonusUsed, paidUsdt: costUsdt };
};

test("what the bonus takes is taken of every payment, in proportion to what is left of it", () => {
  const used = 420n * BASE_UNITS;
  const parts = [part(420n * BASE_UNITS, 420n * BASE_UNITS, used), part(580n * BASE_UNITS, 580n * BASE_UNITS, used)];
  expect(spreadRefund(parts)).toEqual([24_360_000n, 33_640_000n]);
});

test("a payment whose share rounds to nothing goes back with the others, for the smallest unit out of the largest", () => {
  expect(spreadRefund([part(1_000n, 5n, 0n), part(1_000n, 1_000n, 0n)])).toEqual([1n, 99n]);
  expect(spreadRefund([part(1_000n, 5n, 0n), part(1_000n, 10n, 0n)])).toEqual([0n, 0n]);
});

test("all payments pay something back or none does, and together never more than what is left is worth", () => {
  const payment = fc.tuple(fc.bigInt({ min: 10n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 12n }));
  fc.assert(
    fc.property(
      fc.array(payment, { minLength: 1, maxLength: 5 }),
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      (sizes, used) => {
        const parts = sizes.map(([granted, left]) => part(granted, left < granted ? left : granted, used));
        const amounts = spreadRefund(parts);
        expect(new Set(amounts.map((amount) => amount > 0n)).size).toBe(1);
        const left = parts.reduce((sum, { remaining }) => sum + remaining, 0n) - used;
        const worth = left > 0n ? left / 10n : 0n;
        expect(amounts.reduce((sum, amount) => sum + amount, 0n)).toBeLessThanOrEqual(worth);
      },
    ),
    { numRuns: 500 },
  );
});
