import { afterAll, beforeAll, expect, it } from "vitest";
import type { Catalog } from "../../src/catalog/schema.js";
import { transaction } from "../../src/db/transaction.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { readClockLead, setClockLead } from "../../src/ledger/storeClock.js";
import { capture } from "../../src/spend/capture.js";
import { debit } from "../../src/spend/debit.js";
import { debitBatch } from "../../src/spend/debitBatch.js";
import { fuelGauge } from "../../src/spend/fuelGauge.js";
import { hold } from "../../src/spend/hold.js";
import { refund } from "../../src/spend/refund.js";
import type { Spending } from "../../src/spend/spending.js";
import { voidHold } from "../../src/spend/voidHold.js";
import { CREDIT, createSpending, DAY, lot, openWallet, resultOf, spender } from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let spending: Spending;
let catalog: Catalog;

beforeAll(async () => {
  database = await createTestDatabase();
  spending = createSpending(database.pool);
  catalog = spending.catalog();
});
afterAll(() => database.drop());

async function passDays(days: number): Promise<void> {
  await transaction(database.pool, async (sql) => setClockLead(sql, (await readClockLead(sql)) + days * DAY));
}

async function daysLeft(walletId: string): Promise<number | null> {
  return fuelGauge(catalog, await readWallet(database.pool, walletId)).days;
}

function spendMany(walletId: string, times: number, credits: bigint) {
  const request = { walletId, chargeFor: { credits } };
  return debitBatch(
    spending,
    Array.from({ length: times }, () => ({ spender: spender(), request })),
  );
}

it("tells how many standard images and days are left", async () => {
  const { walletId } = await openWallet(database.pool, [lot(30n * CREDIT)]);
  expect(fuelGauge(catalog, await readWallet(database.pool, walletId))).toEqual({ standardImages: 30, days: null });
  await debit(spending, spender(), { walletId, chargeFor: { credits: 10n * CREDIT } });
  expect(fuelGauge(catalog, await readWallet(database.pool, walletId))).toEqual({ standardImages: 20, days: 2 });
});

it("takes a wallet's first burst for a day's spending, and an older one's for a week's", async () => {
  const young = await openWallet(database.pool, [lot(736n * CREDIT)]);
  await spendMany(young.walletId, 250, CREDIT / 10n);
  expect(await daysLeft(young.walletId)).toBe(28);
  const old = await openWallet(database.pool, [lot(736n * CREDIT)]);
  await passDays(10);
  await spendMany(old.walletId, 250, CREDIT / 10n);
  expect(await daysLeft(old.walletId)).toBe(199);
});

it("goes by all of the last week, however many movements that were", async () => {
  const { walletId } = await openWallet(database.pool, [lot(5_000n * CREDIT)]);
  for (let day = 0; day < 10; day++) {
    await passDays(1);
    await spendMany(walletId, 100, day < 8 ? 2n * CREDIT : CREDIT);
  }
  // 1,200 credits in the week, of which 200 in its last two days; 3,200 are left.
  expect(await daysLeft(walletId)).toBe(18);
});

it("counts what was spent less what was refunded, whatever else moves the balance", async () => {
  const soon = { expiresAt: new Date(Date.now() + (await readClockLead(database.pool)) + 11 * DAY) };
  const { walletId } = await openWallet(database.pool, [lot(50n * CREDIT, soon), lot(500n * CREDIT, { priority: 90 })]);
  const holdOf = async (credits: bigint) =>
    resultOf(await hold(spending, spender(), { walletId, chargeFor: { credits }, expiresInSeconds: 86_400 })).id;
  const debitOf = async (credits: bigint) =>
    resultOf(await debit(spending, spender(), { walletId, chargeFor: { credits } })).id;
  const early = await debitOf(20n * CREDIT);
  await passDays(3.5);
  const [taken, given] = [await holdOf(7n * CREDIT), await holdOf(5n * CREDIT)];
  // From here on it is within the week: the holds are older.
  await passDays(0.9);
  await capture(spending, spender(), { holdId: taken, credits: 6n * CREDIT });
  await voidHold(spending, spender(), { holdId: given });
  const request = { walletId, depositId: null, checkoutId: null };
  await transaction(database.pool, (sql) => postGrants(sql, { ...request, grants: [lot(40n * CREDIT)] }));
  const late = await debitOf(9n * CREDIT);
  await passDays(6.9);
  // The first lot has lapsed meanwhile; what is refunded to it lives on.
  await debitOf(11n * CREDIT);
  await refund(spending, spender(), { debitId: late, credits: 2n * CREDIT, reason: "by mistake" });
  await refund(spending, spender(), { debitId: early, credits: CREDIT, reason: "by mistake" });
  const { recentSpend } = await readWallet(database.pool, walletId);
  expect(recentSpend.credits).toBe((6n + 9n + 11n - 2n - 1n) * CREDIT);
  expect(recentSpend.until.getTime() - recentSpend.since.getTime()).toBe(7 * DAY);
  await passDays(30);
  expect(await daysLeft(walletId)).toBeNull();
});
