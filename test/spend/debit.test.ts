import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { burn } from "../../src/ledger/burn.js";
import { readDebit } from "../../src/ledger/debit.js";
import { listEntries } from "../../src/ledger/listEntries.js";
import { listGrants } from "../../src/ledger/listGrants.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { settleDueGrants } from "../../src/ledger/settleDueGrants.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { debit } from "../../src/spend/debit.js";
import { debitBatch } from "../../src/spend/debitBatch.js";
import { refund } from "../../src/spend/refund.js";
import type { Spending } from "../../src/spend/spending.js";
import { CREDIT, createSpending, DAY, lot, openWallet, resultOf, spender, wordOf } from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { moveStoreTime } from "../support/storeTime.js";

let database: TestDatabase;
let spending: Spending;

beforeAll(async () => {
  database = await createTestDatabase();
  spending = createSpending(database.pool);
});
afterAll(() => database.drop());

function take(walletId: string, credits: bigint, caller = spender()) {
  return debit(spending, caller, { walletId, chargeFor: { credits } });
}

const inDays = (days: number) => new Date(Date.now() + days * DAY);

describe("burn order", () => {
  it("burns by priority, then soonest expiry, then oldest, and never what is not yet effective", async () => {
    const { walletId, grantIds } = await openWallet(database.pool, [
      lot(4n * CREDIT, { priority: 50 }),
      lot(4n * CREDIT, { priority: 50 }),
      lot(4n * CREDIT, { priority: 50, expiresAt: inDays(90) }),
      lot(4n * CREDIT, { priority: 50, expiresAt: inDays(30) }),
      lot(4n * CREDIT, { priority: 10, expiresAt: inDays(300) }),
      lot(4n * CREDIT, { priority: 1, effectiveAt: inDays(1) }),
    ]);
    const [oldest, newest, ninety, thirty, first] = grantIds;
    const done = resultOf(await take(walletId, 19n * CREDIT));
    expect(done.burned).toEqual([
      { grantId: first, credits: 4n * CREDIT },
      { grantId: thirty, credits: 4n * CREDIT },
      { grantId: ninety, credits: 4n * CREDIT },
      { grantId: oldest, credits: 4n * CREDIT },
      { grantId: newest, credits: 3n * CREDIT },
    ]);
    expect(done.availableAfter).toBe(CREDIT);
    expect(wordOf(await take(walletId, 2n * CREDIT))).toBe("insufficient_credits");
    expect(await readDebit(database.pool, done.id, "cli_tests")).toEqual(done);
  });

  it("never burns a lot that has expired, and moves it to breakage on the way", async () => {
    const { walletId } = await openWallet(database.pool, [
      lot(5n * CREDIT, { expiresAt: new Date(Date.now() - 1000) }),
      lot(2n * CREDIT),
    ]);
    expect((await readWallet(database.pool, walletId)).available).toBe(2n * CREDIT);
    expect(wordOf(await take(walletId, 3n * CREDIT))).toBe("insufficient_credits");
    expect(wordOf(await take(walletId, 2n * CREDIT))).toBe("ok");
    const { data } = await listEntries(database.pool, walletId, { limit: 10 });
    expect(data.map((entry) => [entry.type, entry.to, entry.balanceAfter])).toEqual([
      ["debit", "revenue", 0n],
      ["lapse", "breakage", 2n * CREDIT],
      ["grant", "available", 7n * CREDIT],
      ["grant", "available", 5n * CREDIT],
    ]);
  });

  it("spends a lot from the moment it becomes effective", async () => {
    const { walletId } = await openWallet(database.pool, [lot(5n * CREDIT, { effectiveAt: inDays(1) })]);
    expect(wordOf(await take(walletId, CREDIT))).toBe("insufficient_credits");
    await database.pool.query("UPDATE grants SET effective_at = now() WHERE wallet_id = $1", [walletId]);
    await database.pool.query("UPDATE wallets SET due_at = now() WHERE id = $1", [walletId]);
    expect(resultOf(await take(walletId, CREDIT)).availableAfter).toBe(4n * CREDIT);
  });

  it("keeps a lot with a window of inactivity alive as long as the wallet is used", async () => {
    const { walletId } = await openWallet(database.pool, [lot(5n * CREDIT, { inactiveAfterDays: 30 })]);
    await database.pool.query(
      "UPDATE wallets SET active_at = now() - interval '29 days', due_at = now() WHERE id = $1",
      [walletId],
    );
    expect(wordOf(await take(walletId, CREDIT))).toBe("ok");
    expect((await readWallet(database.pool, walletId)).expiringNext?.at.getTime()).toBeGreaterThan(
      Date.now() + 29 * DAY,
    );
    await database.pool.query(
      "UPDATE wallets SET active_at = now() - interval '30 days', due_at = now() WHERE id = $1",
      [walletId],
    );
    expect(wordOf(await take(walletId, CREDIT))).toBe("insufficient_credits");
  });
});

describe("a refund into a lot whose window of inactivity is over", () => {
  afterEach(() => moveStoreTime(database.pool, 0));

  /** The workers' pass on that day, and what there is after it. */
  async function availableOn(day: number, walletId: string): Promise<bigint> {
    await moveStoreTime(database.pool, day);
    await settleDueGrants(database.pool);
    return (await readWallet(database.pool, walletId)).available;
  }

  it("lives on for the grace, whatever made the wallet active since", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT, { inactiveAfterDays: 30 })]);
    const spent = resultOf(await take(walletId, 4n * CREDIT));
    expect(await availableOn(30.1, walletId)).toBe(0n);
    await moveStoreTime(database.pool, 31);
    await postGrants(database.pool, { walletId, depositId: null, checkoutId: null, grants: [lot(CREDIT)] });
    await moveStoreTime(database.pool, 32);
    resultOf(await refund(spending, spender(), { debitId: spent.id, reason: "blurred" }));
    expect(await availableOn(32.9, walletId)).toBe(5n * CREDIT);
    expect(await availableOn(33.1, walletId)).toBe(CREDIT);
  });

  it("does so where nothing was left in it to lapse", async () => {
    const { walletId } = await openWallet(database.pool, [
      lot(10n * CREDIT, { inactiveAfterDays: 30, priority: 20 }),
      lot(10n * CREDIT),
    ]);
    const spent = resultOf(await take(walletId, 10n * CREDIT));
    await moveStoreTime(database.pool, 10);
    await take(walletId, CREDIT);
    expect(await availableOn(31, walletId)).toBe(9n * CREDIT);
    await moveStoreTime(database.pool, 45);
    await take(walletId, CREDIT);
    await moveStoreTime(database.pool, 46);
    resultOf(await refund(spending, spender(), { debitId: spent.id, reason: "blurred" }));
    expect(await availableOn(46.9, walletId)).toBe(18n * CREDIT);
    expect(await availableOn(47.1, walletId)).toBe(8n * CREDIT);
  });

  it("counts from that window's end where the lot's own end came as well before anyone looked, and the books agree", async () => {
    const expiresAt = new Date(Date.now() + 20 * DAY);
    const { walletId } = await openWallet(database.pool, [lot(5n * CREDIT, { inactiveAfterDays: 10, expiresAt })]);
    expect(await availableOn(25, walletId)).toBe(0n);
    const [ended] = (await listGrants(database.pool, walletId, { limit: 10 })).data;
    expect(ended?.expiresAt?.getTime()).toBeLessThan(Date.now() + 11 * DAY);
    expect((await verifyLedger(database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe("what began earlier and is written later", () => {
  it.each(["a debit", "a grant"])("never moves the wallet's last activity back: %s", async (what) => {
    const { walletId } = await openWallet(database.pool, [lot(5n * CREDIT, { inactiveAfterDays: 30 })]);
    const lapsesAt = async () => (await readWallet(database.pool, walletId)).expiringNext?.at;
    const late = await database.pool.connect();
    try {
      // A transaction's time is that of its begin, however long it then waits.
      await late.query("BEGIN");
      await late.query("SELECT now()");
      await take(walletId, CREDIT);
      const before = await lapsesAt();
      const item = { walletId, credits: CREDIT, reference: null, details: {}, expiresInSeconds: null };
      if (what === "a debit") await burn(late, "debit", [{ ...item, caller: spender() }]);
      else await postGrants(late, { walletId, depositId: null, checkoutId: null, grants: [lot(CREDIT)] });
      await late.query("COMMIT");
      expect(await lapsesAt()).toEqual(before);
      expect((await listEntries(database.pool, walletId, { limit: 10 })).data).toHaveLength(3);
    } finally {
      late.release();
    }
  });
});

describe("debits at once", () => {
  it("lets exactly 10 of 50 parallel debits through when the balance covers 10 (case 39)", async () => {
    const { walletId } = await openWallet(database.pool, [lot(7n * CREDIT), lot(3n * CREDIT)]);
    // Every debit on a writer of its own, as from so many processes: only the row locks keep order.
    const words = await Promise.all(
      Array.from({ length: 50 }, async () =>
        wordOf(await debit(createSpending(database.pool), spender(), { walletId, chargeFor: { credits: CREDIT } })),
      ),
    );
    expect(words.filter((word) => word === "ok")).toHaveLength(10);
    expect(words.filter((word) => word === "insufficient_credits")).toHaveLength(40);
    expect((await readWallet(database.pool, walletId)).available).toBe(0n);
    const { data } = await listGrants(database.pool, walletId, { limit: 10 });
    expect(data.map((grant) => grant.remaining)).toEqual([0n, 0n]);
    expect((await verifyLedger(database.pool)).ok).toBe(true);
  });

  it("answers each item of a batch alone: short, repeated, unknown and good ones", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const other = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const item = (key: string, id: string, credits: bigint) => ({
      spender: spender(key),
      request: { walletId: id, chargeFor: { credits } },
    });
    const outcomes = await debitBatch(spending, [
      item("batch-1", walletId, 6n * CREDIT),
      { spender: spender(), request: { walletId, chargeFor: { usage: { operation: "teleport" } } } },
      item("batch-2", walletId, 6n * CREDIT),
      item("batch-1", walletId, 6n * CREDIT),
      item("batch-3", `wal_${"0".repeat(28)}`, CREDIT),
      item("batch-4", "nonsense", CREDIT),
      item("batch-5", walletId, 4n * CREDIT),
      item("batch-1", other.walletId, 6n * CREDIT),
    ]);
    expect(outcomes.map(wordOf)).toEqual([
      "ok",
      "unknown_operation",
      "insufficient_credits",
      "ok",
      "not_found",
      "not_found",
      "ok",
      "ok",
    ]);
    expect(outcomes.map((outcome) => outcome.replayed)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(outcomes[3]).toEqual({ ...outcomes[0], replayed: true });
    expect((await readWallet(database.pool, walletId)).available).toBe(0n);
    expect((await readWallet(database.pool, other.walletId)).available).toBe(4n * CREDIT);
  });

  it("makes the others of a batch when one of them spoils their statement", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const outcomes = await debitBatch(
      spending,
      [CREDIT, 2n ** 63n, CREDIT].map((credits) => ({
        spender: spender(),
        request: { walletId, chargeFor: { credits } },
      })),
    );
    expect(outcomes.map(wordOf)).toEqual(["ok", "unavailable", "ok"]);
    expect((await readWallet(database.pool, walletId)).available).toBe(8n * CREDIT);
  });

  it("keeps the order of a wallet's debits within a batch of a thousand", async () => {
    const { walletId } = await openWallet(database.pool, [lot(500n * CREDIT), lot(500n * CREDIT)]);
    const outcomes = await debitBatch(
      spending,
      Array.from({ length: 1000 }, () => ({
        spender: spender(),
        request: { walletId, chargeFor: { credits: CREDIT } },
      })),
    );
    expect(outcomes.map((outcome) => resultOf(outcome).availableAfter)).toEqual(
      Array.from({ length: 1000 }, (_, index) => BigInt(999 - index) * CREDIT),
    );
  });
});

describe("charging", () => {
  it("charges a usage by the catalogue in force", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const usage = { operation: "image", width: 1024, height: 1024, steps: 50 };
    expect(resultOf(await debit(spending, spender(), { walletId, chargeFor: { usage } })).credits).toBe(4n * CREDIT);
  });

  it("says what is there and what was needed when the balance is short", async () => {
    const { walletId } = await openWallet(database.pool, [lot(1_500_000n)]);
    const outcome = await take(walletId, 2n * CREDIT);
    expect(outcome).toMatchObject({ ok: false, problem: { fields: { walletId, available: "1.5", needed: "2" } } });
  });

  it("shows another client's debit to nobody", async () => {
    const { walletId } = await openWallet(database.pool, [lot(CREDIT)]);
    const done = resultOf(await take(walletId, CREDIT));
    await expect(readDebit(database.pool, done.id, "cli_other")).rejects.toMatchObject({ code: "not_found" });
    expect((await readDebit(database.pool, done.id, null)).id).toBe(done.id);
  });
});
