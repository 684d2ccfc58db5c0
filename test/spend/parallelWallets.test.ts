import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Burn, burn } from "../../src/ledger/burn.js";
import { changeHolds, type HoldChange } from "../../src/ledger/changeHolds.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { capture } from "../../src/spend/capture.js";
import { debit } from "../../src/spend/debit.js";
import { extend } from "../../src/spend/extend.js";
import { hold } from "../../src/spend/hold.js";
import { refund } from "../../src/spend/refund.js";
import {
  CREDIT,
  createSpending,
  GRACE_SECONDS,
  lot,
  openWallet,
  resultOf,
  spender,
} from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function burnOf(walletId: string, credits: bigint, key?: string): Burn {
  return {
    walletId,
    credits,
    reference: null,
    details: {},
    expiresInSeconds: null,
    caller: spender(key),
  };
}

describe("one statement for many debits", () => {
  it("gives a key that comes twice in it one effect (case 41)", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const { writer } = createSpending(database.pool);
    const replies = await Promise.all(
      [burnOf(walletId, CREDIT, "twice"), burnOf(walletId, CREDIT, "twice")].map((item) => writer.debit(item)),
    );
    expect(replies.map((reply) => reply.replayed)).toEqual([false, true]);
    expect(replies[1]?.answer).toEqual(replies[0]?.answer);
    expect((await readWallet(database.pool, walletId)).available).toBe(9n * CREDIT);
  });

  it("ends holds of one wallet each its own way: whole, in part, not at all, too much, and twice", async () => {
    const { walletId } = await openWallet(database.pool, [lot(4n * CREDIT), lot(50n * CREDIT)]);
    const spending = createSpending(database.pool);
    const opened = await Promise.all(
      [3n, 3n, 5n, 5n, 2n].map(async (credits) =>
        resultOf(await hold(spending, spender(), { walletId, chargeFor: { credits: credits * CREDIT } })),
      ),
    );
    const change = (index: number, action: HoldChange["action"], credits: bigint | null = null): HoldChange => ({
      ...{ action, holdId: opened[index]?.id ?? "", credits, owner: null, details: {}, caller: spender() },
      expiresInSeconds: action === "extend" ? 60 : null,
    });
    const changes = [
      change(0, "capture"),
      change(1, "capture", CREDIT),
      change(2, "void"),
      change(3, "capture", 6n * CREDIT),
      change(2, "capture"),
      change(4, "extend"),
    ];
    const replies = await changeHolds(database.pool, changes, GRACE_SECONDS);
    expect(replies.map(({ code, answer }) => code ?? (answer as { state: string }).state)).toEqual([
      ...["captured", "captured", "voided", "capture_exceeds_hold", "hold_not_open", "open"],
    ]);
    expect(replies.map(({ answer }) => (answer as { captured?: string }).captured)).toEqual([
      ...[`${3n * CREDIT}`, `${CREDIT}`, "0", undefined, undefined, "0"],
    ]);
    expect(await readWallet(database.pool, walletId)).toMatchObject({ available: 43n * CREDIT, held: 7n * CREDIT });
    const again = await changeHolds(database.pool, changes, GRACE_SECONDS);
    expect(again).toEqual(replies.map((reply) => ({ ...reply, replayed: true })));
    expect((await verifyLedger(database.pool)).checks.filter((check) => !check.ok)).toEqual([]);
  });

  it("tells a repeated hold what it was told first, although it was extended or has ended since", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const spending = createSpending(database.pool);
    const caller = spender();
    const request = { walletId, chargeFor: { credits: CREDIT }, expiresInSeconds: 60, reference: "r" };
    const first = await hold(spending, caller, request);
    const holdId = resultOf(first).id;
    resultOf(await extend(spending, spender(), { holdId, expiresInSeconds: 600 }));
    expect(await hold(spending, caller, request)).toEqual({ ...first, replayed: true });
    resultOf(await capture(spending, spender(), { holdId }));
    expect(await hold(spending, caller, request)).toEqual({ ...first, replayed: true });
  });

  it("tells a repeated debit what it was told first, although it was refunded since", async () => {
    const { walletId } = await openWallet(database.pool, [lot(CREDIT), lot(9n * CREDIT)]);
    const spending = createSpending(database.pool);
    const caller = spender();
    const request = { walletId, chargeFor: { credits: 2n * CREDIT }, reference: "r" };
    const first = await debit(spending, caller, request);
    resultOf(await refund(spending, spender(), { debitId: resultOf(first).id, reason: "bad image" }));
    expect(await debit(spending, caller, request)).toEqual({ ...first, replayed: true });
  });

  it("is run again item by item when one of them spoils it", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const { writer } = createSpending(database.pool);
    const spoiler = 2n ** 63n;
    const results = await Promise.allSettled(
      [CREDIT, CREDIT, spoiler, CREDIT].map((credits) => writer.debit(burnOf(walletId, credits))),
    );
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect((await readWallet(database.pool, walletId)).available).toBe(7n * CREDIT);
  });
});

describe("processes that write for the same wallets at once", () => {
  it("never deadlock, whatever order their batches name the wallets in (cases 40 and 42)", async () => {
    const wallets = await Promise.all(
      Array.from({ length: 6 }, () => openWallet(database.pool, [lot(500n * CREDIT), lot(500n * CREDIT)])),
    );
    const ids = wallets.map((wallet) => wallet.walletId);
    const batch = (order: string[]) =>
      burn(
        database.pool,
        "debit",
        order.map((walletId) => burnOf(walletId, CREDIT)),
      );
    // Straight to the statement: a writer would split the wallets between its lanes, and mend a deadlock by running again.
    await Promise.all(Array.from({ length: 60 }, (_, round) => batch(round % 2 === 0 ? ids : ids.toReversed())));
    for (const id of ids) expect((await readWallet(database.pool, id)).available).toBe(940n * CREDIT);
  });

  it("hold and capture for the same wallets through several writers, and the books are right", async () => {
    const wallets = await Promise.all(Array.from({ length: 4 }, () => openWallet(database.pool, [lot(100n * CREDIT)])));
    const writers = [createSpending(database.pool), createSpending(database.pool), createSpending(database.pool)];
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const spending = writers[index % writers.length] ?? createSpending(database.pool);
        const walletId = wallets[index % wallets.length]?.walletId ?? "";
        const opened = resultOf(await hold(spending, spender(), { walletId, chargeFor: { credits: 2n * CREDIT } }));
        resultOf(await capture(spending, spender(), { holdId: opened.id, credits: CREDIT }));
      }),
    );
    for (const { walletId } of wallets) {
      expect(await readWallet(database.pool, walletId)).toMatchObject({ available: 85n * CREDIT, held: 0n });
    }
    expect((await verifyLedger(database.pool)).checks.filter((check) => !check.ok)).toEqual([]);
  });
});
