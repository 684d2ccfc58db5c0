import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOnceHad } from "../../src/checkout/readOnceHad.js";
import { transaction } from "../../src/db/transaction.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { holdBackDeposit } from "../../src/ledger/holdBackDeposit.js";
import { addMember, listMembers } from "../../src/ledger/members.js";
import { type NewGrant, postGrants } from "../../src/ledger/postGrants.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { resumeDeposit } from "../../src/ledger/resumeDeposit.js";
import { reverseDeposit } from "../../src/ledger/reverseDeposit.js";
import { settleDueGrants } from "../../src/ledger/settleDueGrants.js";
import { transferCredits } from "../../src/ledger/transfer.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { newId } from "../../src/lib/ids.js";
import { capture } from "../../src/spend/capture.js";
import { debit } from "../../src/spend/debit.js";
import { extend } from "../../src/spend/extend.js";
import { hold } from "../../src/spend/hold.js";
import { refund } from "../../src/spend/refund.js";
import type { Spending } from "../../src/spend/spending.js";
import { voidHold } from "../../src/spend/voidHold.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { insertDeposit } from "./depositRow.js";
import { CREDIT, createSpending, DAY, GRACE_SECONDS, lot, resultOf, spender, wordOf } from "./spendingFixture.js";

let database: TestDatabase;
let spending: Spending;

beforeAll(async () => {
  database = await createTestDatabase();
  spending = createSpending(database.pool);
});
afterAll(async () => {
  const { checks } = await verifyLedger(database.pool);
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  await database.drop();
});

async function buy(walletId: string, lots: NewGrant[]): Promise<string> {
  const depositId = newId("dep");
  const grants = lots.map((one, index) => ({ componentId: `part-${index}`, ...one }));
  await transaction(database.pool, (sql) => postGrants(sql, { walletId, depositId, checkoutId: newId("chk"), grants }));
  await insertDeposit(
    database.pool,
    depositId,
    walletId,
    lots.reduce((sum, { credits }) => sum + credits, 0n),
  );
  return depositId;
}

/** A buyer with one payment of 100 credits and a bonus of 10, which burns first. */
async function openBuyer(): Promise<{ walletId: string; depositId: string }> {
  const walletId = (await createWallet(database.pool, {})).wallet.id;
  const bonus = lot(10n * CREDIT, { kind: "bonus", priority: 20 });
  return { walletId, depositId: await buy(walletId, [lot(100n * CREDIT), bonus]) };
}

const take = (walletId: string, credits: bigint) => debit(spending, spender(), { walletId, chargeFor: { credits } });
const reverse = (depositId: string) =>
  transaction(database.pool, async (sql) => {
    const reversals = await reverseDeposit(sql, depositId, GRACE_SECONDS);
    await sql.query("UPDATE deposits SET status = 'reorged', credits = 0 WHERE id = $1", [depositId]);
    return reversals;
  });
const move = (fromWalletId: string, toWalletId: string, credits: bigint) =>
  transferCredits(
    database.pool,
    spender(),
    { fromWalletId, toWalletId, credits, reason: "test" },
    { graceSeconds: GRACE_SECONDS },
  );

async function balances(walletId: string): Promise<[available: bigint, held: bigint, debt: bigint]> {
  const { available, held, debt } = await readWallet(database.pool, walletId);
  return [available / CREDIT, held / CREDIT, debt / CREDIT];
}

describe("reversing a deposit", () => {
  it("takes back what is left of it, bonus included, and owes what was spent", async () => {
    const { walletId, depositId } = await openBuyer();
    await postGrants(database.pool, {
      ...{ walletId, depositId: null, checkoutId: null },
      grants: [lot(3n * CREDIT, { kind: "promotional", priority: 90 })],
    });
    resultOf(await take(walletId, 35n * CREDIT));
    expect(await reverse(depositId)).toEqual([{ walletId, taken: 75n * CREDIT, owed: 35n * CREDIT }]);
    expect(await balances(walletId)).toEqual([3n, 0n, 35n]);
  });

  it("is repaid by a lot that was granted before for later, once its time has come", async () => {
    const { walletId, depositId } = await openBuyer();
    const effectiveAt = new Date(Date.now() + DAY);
    await postGrants(database.pool, {
      ...{ walletId, depositId: null, checkoutId: null },
      grants: [lot(8n * CREDIT, { kind: "promotional", effectiveAt })],
    });
    resultOf(await take(walletId, 5n * CREDIT));
    await reverse(depositId);
    expect(await balances(walletId)).toEqual([0n, 0n, 5n]);
    await database.pool.query("UPDATE grants SET effective_at = now() WHERE wallet_id = $1 AND scheduled", [walletId]);
    await database.pool.query("UPDATE wallets SET due_at = now() WHERE id = $1", [walletId]);
    await settleDueGrants(database.pool);
    expect(await balances(walletId)).toEqual([3n, 0n, 0n]);
  });

  it("happens once", async () => {
    const { walletId, depositId } = await openBuyer();
    resultOf(await take(walletId, 5n * CREDIT));
    await reverse(depositId);
    expect(await reverse(depositId)).toEqual([{ walletId, taken: 0n, owed: 0n }]);
    expect(await balances(walletId)).toEqual([0n, 0n, 5n]);
  });

  it("lets later deposits repay the debt before anything else", async () => {
    const { walletId, depositId } = await openBuyer();
    resultOf(await take(walletId, 30n * CREDIT));
    await reverse(depositId);
    await buy(walletId, [lot(20n * CREDIT)]);
    expect(await balances(walletId)).toEqual([0n, 0n, 10n]);
    expect(wordOf(await take(walletId, 1n))).toBe("insufficient_credits");
    await buy(walletId, [lot(25n * CREDIT)]);
    expect(await balances(walletId)).toEqual([15n, 0n, 0n]);
  });

  it("follows the credits into the wallets that they were transferred to", async () => {
    const { walletId, depositId } = await openBuyer();
    const friend = (await createWallet(database.pool, {})).wallet.id;
    const third = (await createWallet(database.pool, {})).wallet.id;
    resultOf(await move(walletId, friend, 55n * CREDIT));
    resultOf(await move(friend, third, 11n * CREDIT));
    resultOf(await take(friend, 4n * CREDIT));
    const reversals = await reverse(depositId);
    const of = (id: string) => reversals.find((each) => each.walletId === id);
    expect(of(walletId)).toMatchObject({ taken: 55n * CREDIT, owed: 0n });
    expect(of(friend)).toMatchObject({ taken: 40n * CREDIT, owed: 4n * CREDIT });
    expect(of(third)).toMatchObject({ taken: 11n * CREDIT, owed: 0n });
    expect(await balances(friend)).toEqual([0n, 0n, 4n]);
    expect(await balances(third)).toEqual([0n, 0n, 0n]);
  });

  it("owes nothing for credits that had lapsed", async () => {
    const walletId = (await createWallet(database.pool, {})).wallet.id;
    const depositId = await buy(walletId, [lot(10n * CREDIT, { expiresAt: new Date(Date.now() + 60_000) })]);
    resultOf(await take(walletId, 2n * CREDIT));
    await database.pool.query("UPDATE grants SET expires_at = now() WHERE wallet_id = $1", [walletId]);
    await database.pool.query("UPDATE wallets SET due_at = now() WHERE id = $1", [walletId]);
    expect(await reverse(depositId)).toEqual([{ walletId, taken: 0n, owed: 2n * CREDIT }]);
  });

  it("owes what open holds pin: a captured hold stays owed, a released one repays", async () => {
    const { walletId, depositId } = await openBuyer();
    const holdFor = async (credits: bigint) =>
      resultOf(await hold(spending, spender(), { walletId, chargeFor: { credits: credits * CREDIT } })).id;
    const kept = await holdFor(6n);
    const given = await holdFor(8n);
    await reverse(depositId);
    expect(await balances(walletId)).toEqual([0n, 14n, 14n]);
    resultOf(await voidHold(spending, spender(), { holdId: given }));
    expect(await balances(walletId)).toEqual([0n, 6n, 6n]);
    resultOf(await capture(spending, spender(), { holdId: kept }));
    expect(await balances(walletId)).toEqual([0n, 0n, 6n]);
  });

  it("repays the debt from a refund of what was spent, and lets nobody send away what is owed", async () => {
    const { walletId, depositId } = await openBuyer();
    const friend = (await createWallet(database.pool, {})).wallet.id;
    const other = await buy(walletId, [lot(20n * CREDIT, { priority: 90 })]);
    const spent = resultOf(await take(walletId, 12n * CREDIT));
    await reverse(depositId);
    expect(await balances(walletId)).toEqual([20n, 0n, 12n]);
    expect(await move(walletId, friend, 9n * CREDIT)).toMatchObject({
      ok: false,
      problem: { fields: { available: "8" } },
    });
    resultOf(await refund(spending, spender(), { debitId: spent.id, credits: 7n * CREDIT, reason: "blurred" }));
    expect(await balances(walletId)).toEqual([20n, 0n, 5n]);
    await reverse(other);
  });

  it("lets a bonus that may be had once be had again", async () => {
    const walletId = (await createWallet(database.pool, {})).wallet.id;
    const first = lot(5n * CREDIT, { kind: "bonus", componentId: "first", onceKey: "first" });
    const depositId = await buy(walletId, [lot(CREDIT), first]);
    expect((await readOnceHad(database.pool, walletId)).bonusIds).toEqual(new Set(["first"]));
    await reverse(depositId);
    expect((await readOnceHad(database.pool, walletId)).bonusIds).toEqual(new Set());
  });
});

describe("holding a deposit's credits back", () => {
  it("is a hold that nobody can capture, void or extend, an operator neither", async () => {
    const { walletId, depositId } = await openBuyer();
    await transaction(database.pool, (sql) => holdBackDeposit(sql, depositId));
    const { rows } = await database.pool.query<{ id: string }>("SELECT id FROM holds WHERE wallet_id = $1", [walletId]);
    const holdId = rows[0]?.id ?? "";
    const operator = () => spender(undefined, { ownOnly: false });
    const outcomes = [
      await capture(spending, operator(), { holdId }),
      await capture(spending, operator(), { holdId, credits: CREDIT }),
      await voidHold(spending, operator(), { holdId }),
      await extend(spending, operator(), { holdId, expiresInSeconds: 60 }),
    ];
    expect(outcomes.map(wordOf)).toEqual(Array(4).fill("not_found"));
    expect(await balances(walletId)).toEqual([0n, 110n, 0n]);
  });

  it("and reversing leave a member's own hold to count against the cap until it ends", async () => {
    const { walletId, depositId } = await openBuyer();
    await addMember(database.pool, walletId, "ann", { cap: { credits: 10n * CREDIT, per: "day" } });
    const spent = async () => (await listMembers(database.pool, walletId, { limit: 1 })).data[0]?.spent.day;
    const asked = { walletId, memberId: "ann", chargeFor: { credits: 6n * CREDIT } };
    const { id: holdId } = resultOf(await hold(spending, spender(), asked));
    await reverse(depositId);
    expect(await spent()).toBe(6n * CREDIT);
    resultOf(await voidHold(spending, spender(), { holdId }));
    expect(await spent()).toBe(0n);
  });

  it("keeps them from being spent, in every wallet, until the money is back", async () => {
    const { walletId, depositId } = await openBuyer();
    const friend = (await createWallet(database.pool, {})).wallet.id;
    resultOf(await move(walletId, friend, 11n * CREDIT));
    await transaction(database.pool, (sql) => holdBackDeposit(sql, depositId));
    expect(await balances(walletId)).toEqual([0n, 99n, 0n]);
    expect(await balances(friend)).toEqual([0n, 11n, 0n]);
    expect(wordOf(await take(friend, 1n))).toBe("insufficient_credits");
    expect(await transaction(database.pool, (sql) => holdBackDeposit(sql, depositId))).toBe(0n);
    const released = await transaction(database.pool, (sql) => resumeDeposit(sql, depositId, GRACE_SECONDS));
    expect(released).toBe(110n * CREDIT);
    expect(await balances(walletId)).toEqual([99n, 0n, 0n]);
  });

  it("is ended by reversing, which takes what was held back and owes none of it", async () => {
    const { walletId, depositId } = await openBuyer();
    resultOf(await take(walletId, 3n * CREDIT));
    await transaction(database.pool, (sql) => holdBackDeposit(sql, depositId));
    expect(await reverse(depositId)).toEqual([{ walletId, taken: 107n * CREDIT, owed: 3n * CREDIT }]);
    expect(await balances(walletId)).toEqual([0n, 0n, 3n]);
  });
});
