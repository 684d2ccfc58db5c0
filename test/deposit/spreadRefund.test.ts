import fc from "fast-check";
import { expect, test } from "vitest";
import { type PaidPart, spreadRefund } from "../../src/checkout/spreadRefund.js";
import { BASE_UNITS } from "../../src/lib/money.js";

type Payment = { granted: bigint; left: bigint; paid: bigint };

/** What went back of a checkout before: the payments with what was left of them, and what each paid. */
type Earlier = (Payment & { refunded: bigint })[];

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, each) => total + each, 0n);

/** The payments of one checkout that may go back, whose credits cost what was paid for them. */
function partsOf(payments: readonly Payment[], bonusKept = 0n, earlier: Earlier = []): PaidPart[] {
  const all = [...payments, ...earlier];
  const whole = {
    costUsdt: sum(all.map(({ paid }) => paid)),
    granted: sum(all.map(({ granted }) => granted)),
    bonusKept,
    refundedCredits: sum(earlier.map(({ left }) => left)),
    refundedUsdt: sum(earlier.map(({ refunded }) => refunded)),
    refundedPaidUsdt: sum(earlier.map(({ paid }) => paid)),
  };
  return payments.map(({ left, paid }) => ({ ...whole, remaining: left, paidUsdt: paid }));
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

const sizes = fc
  .record({
    granted: fc.bigInt({ min: 10n, max: 10n ** 12n }),
    left: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    paid: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  })
  .map(({ granted, left, paid }) => ({ granted, paid, left: left < granted ? left : granted }));
const used = fc.bigInt({ min: 0n, max: 10n ** 12n });

/** What credits that go back are worth, of payments that bought them together. */
function worthOf(payments: readonly Payment[], bonusKept: bigint): bigint {
  const { costUsdt, granted } = partsOf(payments)[0] as PaidPart;
  const left = sum(payments.map((payment) => payment.left)) - bonusKept;
  return left > 0n ? (costUsdt * left) / granted : 0n;
}

test("all payments pay something back or none does, none more than it brought, and together what is left is worth", () => {
  fc.assert(
    fc.property(fc.array(sizes, { minLength: 1, maxLength: 5 }), used, (payments, bonusKept) => {
      const amounts = spreadRefund(partsOf(payments, bonusKept));
      expect(new Set(amounts.map((amount) => amount > 0n)).size).toBe(1);
      for (const [index, amount] of amounts.entries()) expect(amount).toBeLessThanOrEqual(payments[index]?.paid ?? 0n);
      const worth = worthOf(payments, bonusKept);
      if (sum(amounts) > 0n) expect(sum(amounts)).toBe(worth);
      else expect(worth).toBeLessThanOrEqual(BigInt(payments.length));
    }),
    { numRuns: 500 },
  );
});

test("what went back earlier pays together with what goes back now what all of it is worth, and never more than it brought", () => {
  const several = fc.array(sizes, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(several, several, used, used, (before, now, keptThen, keptNow) => {
      // The others were spent when the first went back; then their credits came back, and the bonus may have, too.
      const then = spreadRefund(
        partsOf(
          before,
          keptThen,
          now.map((payment) => ({ ...payment, left: 0n, refunded: 0n })),
        ),
      );
      const earlier = before.map((payment, index) => ({ ...payment, refunded: then[index] ?? 0n }));
      if (sum(then) === 0n) return;
      const amounts = spreadRefund(partsOf(now, keptNow, earlier));
      const total = sum(then) + sum(amounts);
      expect(total).toBeLessThanOrEqual(sum([...before, ...now].map(({ paid }) => paid)));
      const worth = worthOf([...before, ...now], keptNow);
      if (sum(amounts) > 0n) expect(total).toBe(worth);
      else expect(worth - sum(then)).toBeLessThanOrEqual(BigInt(now.length));
    }),
    { numRuns: 500 },
  );
});
