import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { expireHolds } from "../../src/ledger/expireHolds.js";
import { listEntries } from "../../src/ledger/listEntries.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { reverseDeposit } from "../../src/ledger/reverseDeposit.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { newId } from "../../src/lib/ids.js";
import { capture } from "../../src/spend/capture.js";
import { debit } from "../../src/spend/debit.js";
import { hold } from "../../src/spend/hold.js";
import { refund } from "../../src/spend/refund.js";
import type { Spending } from "../../src/spend/spending.js";
import { voidHold } from "../../src/spend/voidHold.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { insertDeposit } from "./depositRow.js";
import { CREDIT, createSpending, DAY, endTime, GRACE_SECONDS, lot, resultOf, spender } from "./spendingFixture.js";

let database: TestDatabase;
let spending: Spending;
/** A wallet of a purchase of 100 credits that end in a day. */
let walletId: string;
let depositId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  spending = createSpending(database.pool);
});
afterAll(async () => {
  const { checks } = await verifyLedger(database.pool);
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  await database.drop();
});

async function open(): Promise<void> {
  walletId = (await createWallet(database.pool, {})).wallet.id;
  depositId = newId("dep");
  await postGrants(database.pool, {
    ...{ walletId, depositId, checkoutId: newId("chk") },
    grants: [lot(100n * CREDIT, { componentId: "pack", expiresAt: new Date(Date.now() + DAY) })],
  });
  await insertDeposit(database.pool, depositId, walletId, 100n * CREDIT);
}

const take = async (credits: bigint) =>
  resultOf(await debit(spending, spender(), { walletId, chargeFor: { credits: credits * CREDIT } })).id;
const pin = async (credits: bigint) =>
  resultOf(await hold(spending, spender(), { walletId, chargeFor: { credits: credits * CREDIT } })).id;

/** The wallet's lots end, their grace too, and the purchase is reversed after that. */
async function endAndReverse(): Promise<void> {
  await database.pool.query("UPDATE grants SET expires_at = now(), grace_until = now() WHERE wallet_id = $1", [
    walletId,
  ]);
  await database.pool.query("UPDATE wallets SET due_at = now() WHERE id = $1", [walletId]);
  await transaction(database.pool, async (sql) => {
    await reverseDeposit(sql, depositId, GRACE_SECONDS);
    await sql.query("UPDATE deposits SET status = 'reorged', credits = 0 WHERE id = $1", [depositId]);
  });
}

async function balances(): Promise<[available: bigint, held: bigint, debt: bigint]> {
  const { available, held, debt } = await readWallet(database.pool, walletId);
  return [available / CREDIT, held / CREDIT, debt / CREDIT];
}

describe("credits that return to a lot whose end and grace are over", () => {
  it("repay what the wallet owes when they are refunded", async () => {
    await open();
    const debitId = await take(40n);
    await endAndReverse();
    expect(await balances()).toEqual([0n, 0n, 40n]);
    resultOf(await refund(spending, spender(), { debitId, credits: 15n * CREDIT, reason: "blurred" }));
    expect(await balances()).toEqual([0n, 0n, 25n]);
    resultOf(await refund(spending, spender(), { debitId, reason: "blurred" }));
    expect(await balances()).toEqual([0n, 0n, 0n]);
  });

  it.each<[string, (holdId: string) => Promise<unknown>]>([
    ["voided", async (holdId) => resultOf(await voidHold(spending, spender(), { holdId }))],
    ["over", (holdId) => endTime(database.pool, holdId).then(() => expireHolds(database.pool, GRACE_SECONDS))],
  ])("repay it when their hold is %s", async (_how, end) => {
    await open();
    const holdId = await pin(40n);
    await endAndReverse();
    expect(await balances()).toEqual([0n, 40n, 40n]);
    await end(holdId);
    expect(await balances()).toEqual([0n, 0n, 0n]);
  });

  it("repay it with what a capture leaves", async () => {
    await open();
    const holdId = await pin(40n);
    await endAndReverse();
    resultOf(await capture(spending, spender(), { holdId, credits: 30n * CREDIT }));
    expect(await balances()).toEqual([0n, 0n, 30n]);
  });

  it("lapse as far as nothing is owed", async () => {
    await open();
    await postGrants(database.pool, {
      ...{ walletId, depositId: null, checkoutId: null },
      grants: [lot(50n * CREDIT, { kind: "promotional", priority: 90, expiresAt: new Date(Date.now() + DAY) })],
    });
    // All of the purchase and 30 of what was given.
    const debitId = await take(130n);
    await endAndReverse();
    expect(await balances()).toEqual([0n, 0n, 100n]);
    resultOf(await refund(spending, spender(), { debitId, credits: 120n * CREDIT, reason: "blurred" }));
    expect(await balances()).toEqual([0n, 0n, 0n]);
    const { data } = await listEntries(database.pool, walletId, { limit: 3 });
    expect(data.map(({ type, amount }) => [type, amount / CREDIT])).toEqual([
      ["lapse", 20n],
      ["repay", 100n],
      ["refund", 120n],
    ]);
  });
});
