import { afterAll, beforeAll, expect, test } from "vitest";
import { expireCheckouts } from "../../src/checkout/expireCheckouts.js";
import { formatAmount, parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";

// Case 16: whatever is paid, on a checkout in whatever state, is credited under a named status. All of it is paid on
// checkouts of one store, so that the table costs three rounds of work.

const usdt = parseAmount;
/** Each transfer to a new address takes 50,000 gas, of a million that a transaction may use. */
const PAYMENTS_AT_ONCE = 15;

const PAYMENTS = {
  exact: ["10"],
  /** Short by the tolerance of a pack of 10 USDT. */
  short: ["9.95"],
  partial: ["4"],
  over: ["15"],
  double: ["10", "10"],
};
type Payment = keyof typeof PAYMENTS;
/** What the checkout was when the payment came; those that were settled had been paid exactly. */
type State = "open" | "settled" | "settled, too late" | "expired";

/** 120 credits are the pack of 10 USDT with its bonuses, 11 what one USDT buys beside it. */
const MATRIX: [state: State, payment: Payment, status: string, exception: string | null, credits: string][] = [
  ["open", "exact", "paid", null, "120"],
  ["open", "short", "paid", null, "120"],
  ["open", "partial", "expired", "underpaid", "44"],
  ["open", "over", "paid", "overpaid", "175"],
  ["open", "double", "paid", "overpaid", "230"],
  ["settled", "exact", "paid", "overpaid", "230"],
  ["settled", "short", "paid", "overpaid", "229.45"],
  ["settled", "partial", "paid", "overpaid", "164"],
  ["settled", "over", "paid", "overpaid", "285"],
  ["settled", "double", "paid", "overpaid", "340"],
  ["settled, too late", "exact", "paid", "paid_late", "230"],
  ["settled, too late", "short", "paid", "paid_late", "229.45"],
  ["settled, too late", "partial", "paid", "paid_late", "164"],
  ["settled, too late", "over", "paid", "paid_late", "285"],
  ["settled, too late", "double", "paid", "paid_late", "340"],
  ["expired", "exact", "expired", "paid_late", "110"],
  ["expired", "short", "expired", "paid_late", "109.45"],
  ["expired", "partial", "expired", "paid_late", "44"],
  ["expired", "over", "expired", "paid_late", "165"],
  ["expired", "double", "expired", "paid_late", "220"],
];

let network: TestNetwork;
let store: DepositStore;
const results = new Map<string, unknown[]>();

async function payAll(payments: { to: string; amount: bigint }[]): Promise<void> {
  for (let first = 0; first < payments.length; first += PAYMENTS_AT_ONCE) {
    await network.payMany(payments.slice(first, first + PAYMENTS_AT_ONCE));
  }
  await network.mine(network.finalAfter);
  await store.work();
}

/** Has every checkout's time be over, and all that was paid until now be in time. */
async function endTime(): Promise<void> {
  const { pool } = store.database;
  await pool.query(
    `UPDATE checkouts SET created_at = created_at - interval '3 hours', expires_at = now() - interval '2 minutes',
       in_time_until = now() - interval '1 minute'`,
  );
  await pool.query("UPDATE deposits SET block_at = now() - interval '2 minutes'");
  await pool.query("UPDATE networks SET cursor_at = greatest(cursor_at, now())");
  await expireCheckouts(pool, store.crediting.chains);
}

beforeAll(async () => {
  network = await startEthereumNetwork();
  store = await createDepositStore(network);
  const lines = await Promise.all(
    MATRIX.map(async ([state, payment]) => ({ state, payment, checkout: await store.open() })),
  );
  const settled = lines.filter(({ state }) => state.startsWith("settled"));
  await payAll(settled.map(({ checkout }) => ({ to: checkout.address, amount: usdt("10") })));
  const paymentsOf = (states: State[]) =>
    lines
      .filter(({ state }) => states.includes(state))
      .flatMap(({ payment, checkout }) =>
        PAYMENTS[payment].map((amount) => ({ to: checkout.address, amount: usdt(amount) })),
      );
  await payAll(paymentsOf(["open", "settled"]));
  await endTime();
  await payAll(paymentsOf(["settled, too late", "expired"]));
  await expireCheckouts(store.database.pool, store.crediting.chains);
  for (const { state, payment, checkout } of lines) {
    const { status, exception } = await store.checkout(checkout.id);
    results.set(`${state} ${payment}`, [status, exception, formatAmount(await store.available(checkout.walletId))]);
  }
});
afterAll(async () => {
  await store.close();
  await network.close();
});

test.each(MATRIX)(
  "a checkout that was %s and gets a payment that is %s is %s (%s) for %s credits (case 16)",
  (...line) => {
    const [state, payment, status, exception, credits] = line;
    expect(results.get(`${state} ${payment}`)).toEqual([status, exception, credits]);
  },
);
