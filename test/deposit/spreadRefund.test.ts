import fc from "fast-check";
import { expect, test } from "vitest";
import { type PaidPart, spreadRefund as spread } from "../../src/checkout/spreadRefund.js";
import { BASE_UNITS } from "../../src/lib/money.js";

const spreadRefund = (parts: readonly PaidPart[]) => spread(parts).map(({ amountUsdt }) => amountUsdt);

type Payment = { granted: bigint; left: bigint; paid: bigint };

/** The payments of one checkout, whose credits cost what was paid for them. */
function partsOf(payments: readonly Payment[], bonusUsed = 0n): PaidPart[] {
  const costUsdt = payments.reduce((sum, { paid }) => sum + paid, 0n);
  const granted = payments.reduce((sum, payment) => sum + payment.granted, 0n);
  return payments.map(({ left, paid }) => ({ costUsdt, granted, remaining: left, bonusUsed, paidUsdt: paid }));
}

/** A payment at 0.1 USDT a credit. */
const payment = (granted: bigint, left: bigint): Payment => ({ granted, left, paid: granted / 10n });
const credits = (count: bigint) => count * BASE_UNITS;

test("what the bonus takes is taken of every payment, in proportion to what is left of it", () => {
  const parts = partsOf([payment(credits(420n), credits(420n)), payment(credits(580n), credits(580n))], credits(420n));
  expect(spreadRefund(parts)).toEqual([24_360_000n, 33_640_000n]);
});

test("how a pack was paid in parts changes nothing of what its credits are worth", () => {
  // 90 USDT for 1,000 credits: 89 bought 890 at the base rate, the last 1 the rest of the pack.
  const split = (first: bigint, last: bigint) =>
    spreadRefund(
      partsOf([
        { granted: credits(890n), left: credits(first), paid: credits(89n) },
        { granted: credits(110n), left: credits(last), paid: credits(1n) },
      ]),
    );
  expect(split(890n, 110n)).toEqual([89_000_000n, 1_000_000n]);
  expect(split(390n, 110n)).toEqual([44_000_000n, 1_000_000n]);
  // The last payment's credits are used up: the other one is not worth its own base rate.
  const [, ...none] = partsOf([
    { granted: credits(110n), left: 0n, paid: credits(1n) },
    { granted: credits(890n), left: credits(890n), paid: credits(89n) },
  ]);
  expect(spreadRefund(none)).toEqual([80_100_000n]);
});

test("a payment whose share rounds to nothing goes back with the others, for the smallest unit out of the largest", () => {
  expect(spreadRefund(partsOf([payment(1_000n, 5n), payment(1_000n, 1_000n)]))).toEqual([1n, 99n]);
  expect(spreadRefund(partsOf([payment(1_000n, 5n), payment(1_000n, 10n)]))).toEqual([0n, 0n]);
});

test("all payments pay something back or none does, none more than it brought, and together what is left is worth", () => {
  const sizes = fc.record({
    granted: fc.bigInt({ min: 10n, max: 10n ** 12n }),
    left: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    paid: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  });
  fc.assert(
    fc.property(
      fc.array(sizes, { minLength: 1, maxLength: 5 }),
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      (drawn, used) => {
        const payments = drawn.map(({ granted, left, paid }) => ({
          granted,
          paid,
          left: left < granted ? left : granted,
        }));
        const parts = partsOf(payments, used);
        const amounts = spreadRefund(parts);
        expect(new Set(amounts.map((amount) => amount > 0n)).size).toBe(1);
        for (const [index, amount] of amounts.entries())
          expect(amount).toBeLessThanOrEqual(payments[index]?.paid ?? 0n);
        const { costUsdt, granted } = parts[0] as PaidPart;
        const left = payments.reduce((sum, each) => sum + each.left, 0n) - used;
        const worth = left > 0n ? (costUsdt * left) / granted : 0n;
        const paidFor = spread(parts).reduce((sum, { bonusPaid }) => sum + bonusPaid, 0n);
        if (left > 0n) expect(paidFor).toBe(used);
        const total = amounts.reduce((sum, amount) => sum + amount, 0n);
        if (total > 0n) expect(total).toBe(worth);
        else expect(worth).toBeLessThanOrEqual(BigInt(payments.length));
      },
    ),
    { numRuns: 500 },
  );
});
