import { afterAll, beforeAll, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { lockWallet } from "../../src/ledger/lockWallet.js";
import type { Outcome } from "../../src/ledger/outcome.js";
import { readStoreTime } from "../../src/ledger/readStoreTime.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { readClockLead, setClockLead } from "../../src/ledger/storeClock.js";
import { debit } from "../../src/spend/debit.js";
import { debitBatch } from "../../src/spend/debitBatch.js";
import { hold } from "../../src/spend/hold.js";
import { quote } from "../../src/spend/quote.js";
import type { Spending } from "../../src/spend/spending.js";
import {
  CREDIT,
  createSpending,
  endTime,
  lot,
  openWallet,
  resultOf,
  spender,
  wordOf,
} from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

/**
 * A quote ends while a call that names it is on its way, and the client asks again. Whatever the second answer is, the first
 * call must not do the opposite afterwards: another transaction keeps the wallet locked, so that both have to wait.
 */

let database: TestDatabase;
/** Two processes: the client's second call reaches the other one. */
let one: Spending;
let two: Spending;

beforeAll(async () => {
  database = await createTestDatabase();
  one = createSpending(database.pool);
  two = createSpending(database.pool);
});
afterAll(() => database.drop());

/** Moves the store's clock past the end of every quote made so far. */
const endQuotes = () =>
  transaction(database.pool, async (sql) => setClockLead(sql, (await readClockLead(sql)) + 3_600_000));

async function quoted(): Promise<{ quoteId: string }> {
  const usage = { operation: "image", width: 1024, height: 1024, steps: 50 };
  return quote(one.catalog(), one.quoteKey, { usage }, await readStoreTime(database.pool));
}

/** How many statements wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await database.pool.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows.length;
}

/** Lets calls wait for the wallet's lock, each until the next one waits too, and ends their quotes after the first. */
async function whileLocked<Result>(walletId: string, calls: (() => Promise<Result>)[]) {
  const answers: Promise<PromiseSettledResult<Result>[]>[] = [];
  await transaction(database.pool, async (sql) => {
    await lockWallet(sql, walletId);
    for (const [index, call] of calls.entries()) {
      answers.push(Promise.allSettled([call()]));
      await expect.poll(waiting, { timeout: 10_000 }).toBe(index + 1);
      if (index === 0) await endQuotes();
    }
  });
  return (await Promise.all(answers)).flat();
}

it.each([
  { debit, name: "a debit" },
  { debit: hold, name: "a hold" },
])("$name that has not happened when its quote ends never happens, which a second call may rely on", async (call) => {
  const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
  const caller = spender();
  const { quoteId } = await quoted();
  const ask = (spending: Spending) => () => call.debit(spending, caller, { walletId, chargeFor: { quoteId } });
  const answers = await whileLocked<unknown>(walletId, [ask(one), ask(two)]);
  expect(answers).toMatchObject(Array(2).fill({ reason: { code: "invalid_request" } }));
  expect(await readWallet(database.pool, walletId)).toMatchObject({ available: 10n * CREDIT, held: 0n });
});

it("of a batch only the debits whose quotes have ended are refused", async () => {
  const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
  const { quoteId } = await quoted();
  const items = [{ quoteId }, { credits: CREDIT }].map((chargeFor) => ({
    spender: spender(),
    request: { walletId, chargeFor },
  }));
  const ask = (spending: Spending) => () => debitBatch(spending, items);
  const [first] = await whileLocked(walletId, [ask(one)]);
  const again = await debitBatch(two, items);
  expect(first?.status === "fulfilled" && first.value.map(wordOf)).toEqual(["invalid_request", "ok"]);
  expect(again.map(wordOf)).toEqual(["invalid_request", "ok"]);
  expect((await readWallet(database.pool, walletId)).available).toBe(9n * CREDIT);
});

it("a debit that happened in time is told again after its quote has ended", async () => {
  const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
  const { quoteId } = await quoted();
  const request = { walletId, chargeFor: { quoteId } };
  const caller = spender();
  const first = await debit(one, caller, request);
  expect(resultOf(first).credits).toBe(4n * CREDIT);
  // The second call was priced before the end, and waits until after it.
  const [again] = await whileLocked(walletId, [() => debit(two, caller, request)]);
  expect(again).toMatchObject({ value: { ...first, replayed: true } });
  expect(await debit(two, caller, request)).toEqual({ ...first, replayed: true });
});

it("a debit whose quote ends while its wallet is caught up leaves those beside it as they were answered", async () => {
  const [beside, behind] = [
    await openWallet(database.pool, [lot(CREDIT)]),
    await openWallet(database.pool, [lot(4n * CREDIT)]),
  ];
  const over = resultOf(await hold(one, spender(), { walletId: behind.walletId, chargeFor: { credits: CREDIT } }));
  await endTime(database.pool, over.id);
  const { quoteId } = await quoted();
  const items = [
    { walletId: beside.walletId, chargeFor: { credits: CREDIT } },
    { walletId: behind.walletId, chargeFor: { quoteId } },
    { walletId: behind.walletId, chargeFor: { credits: 4n * CREDIT } },
  ].map((request) => ({ spender: spender(), request }));
  let answers: Promise<Outcome<unknown>[]> | undefined;
  await transaction(database.pool, async (sql) => {
    // Only the catching up ends the hold; the statement of all three is over by then.
    await sql.query("SELECT FROM holds WHERE id = $1 FOR UPDATE", [over.id]);
    answers = debitBatch(one, items);
    await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
    await endQuotes();
  });
  const outcomes = (await answers) ?? [];
  expect(outcomes.map(wordOf)).toEqual(["ok", "invalid_request", "ok"]);
  expect(outcomes.map(({ replayed }) => replayed)).toEqual([false, false, false]);
});
