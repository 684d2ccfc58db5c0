import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { burn } from "../../src/ledger/burn.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { capture } from "../../src/spend/capture.js";
import { hold } from "../../src/spend/hold.js";
import { CREDIT, createSpending, lot, openWallet, resultOf, spender } from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("processes that write for the same wallets at once", () => {
  it("never deadlock, whatever order their batches name the wallets in", async () => {
    const wallets = await Promise.all(
      Array.from({ length: 6 }, () => openWallet(database.pool, [lot(500n * CREDIT), lot(500n * CREDIT)])),
    );
    const ids = wallets.map((wallet) => wallet.walletId);
    const batch = (order: string[]) =>
      burn(
        database.pool,
        order.map((walletId) => ({
          kind: "debit",
          walletId,
          credits: CREDIT,
          reference: null,
          details: {},
          expiresInSeconds: null,
          caller: spender(),
        })),
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
