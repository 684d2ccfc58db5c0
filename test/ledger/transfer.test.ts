import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { listGrants } from "../../src/ledger/listGrants.js";
import { type NewGrant, postGrants } from "../../src/ledger/postGrants.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { transferCredits } from "../../src/ledger/transfer.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { newId } from "../../src/lib/ids.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { insertDeposit } from "./depositRow.js";
import { CREDIT, DAY, GRACE_SECONDS, lot, openWallet, resultOf, spender, wordOf } from "./spendingFixture.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A wallet that bought these lots with one payment; its deposit's id. */
async function buy(lots: NewGrant[], walletId?: string): Promise<{ walletId: string; depositId: string }> {
  const wallet = walletId ?? (await createWallet(database.pool, {})).wallet.id;
  const depositId = newId("dep");
  const checkoutId = newId("chk");
  const grants = lots.map((one, index) => ({ componentId: `part-${index}`, ...one }));
  await transaction(database.pool, (sql) => postGrants(sql, { walletId: wallet, depositId, checkoutId, grants }));
  await insertDeposit(
    database.pool,
    depositId,
    wallet,
    lots.reduce((sum, { credits }) => sum + credits, 0n),
  );
  return { walletId: wallet, depositId };
}

async function grantsOf(walletId: string) {
  return (await listGrants(database.pool, walletId, { limit: 200 })).data.sort((a, b) => (a.kind < b.kind ? 1 : -1));
}

function move(from: string, to: string, credits: bigint, key?: string) {
  const request = { fromWalletId: from, toWalletId: to, credits, reason: "a gift" };
  return transferCredits(database.pool, spender(key), request, { graceSeconds: GRACE_SECONDS });
}

describe("a transfer", () => {
  it("moves what was bought and its bonus pro rata, keeping kind, age, expiry, unit cost and deposit", async () => {
    const expiresAt = new Date(Date.now() + 30 * DAY);
    const payer = await buy([
      lot(100n * CREDIT, { costUsdt: 10_000_000n, priority: 30, expiresAt }),
      lot(20n * CREDIT, { kind: "bonus", priority: 20, expiresAt }),
    ]);
    const { walletId: to } = await openWallet(database.pool, []);
    await database.pool.query("UPDATE grants SET created_at = created_at - interval '9 days' WHERE deposit_id = $1", [
      payer.depositId,
    ]);
    const moved = resultOf(await move(payer.walletId, to, 60n * CREDIT));
    expect(moved).toMatchObject({ fromWalletId: payer.walletId, toWalletId: to, credits: "60", reason: "a gift" });
    expect((await grantsOf(payer.walletId)).map((grant) => [grant.kind, grant.remaining])).toEqual([
      ["purchased", 50n * CREDIT],
      ["bonus", 10n * CREDIT],
    ]);
    const source = await grantsOf(payer.walletId);
    const received = await grantsOf(to);
    expect(received.map((grant) => [grant.kind, grant.granted, grant.remaining, grant.costUsdt])).toEqual([
      ["purchased", 50n * CREDIT, 50n * CREDIT, 5_000_000n],
      ["bonus", 10n * CREDIT, 10n * CREDIT, 0n],
    ]);
    for (const [index, grant] of received.entries()) {
      expect(grant).toMatchObject({ sourceType: "transfer", depositId: payer.depositId, expiresAt });
      expect(grant.createdAt).toEqual(source[index]?.createdAt);
      expect(grant.priority).toBe(source[index]?.priority);
    }
  });

  it("never moves given credits, nor a bonus that a wallet may have once", async () => {
    const payer = await buy([
      lot(10n * CREDIT),
      lot(4n * CREDIT, { kind: "bonus", componentId: "first-purchase", onceKey: "first-purchase" }),
      lot(2n * CREDIT, { kind: "bonus" }),
    ]);
    const given = [lot(50n * CREDIT, { kind: "promotional" }), lot(50n * CREDIT, { kind: "included" })];
    await postGrants(database.pool, { walletId: payer.walletId, depositId: null, checkoutId: null, grants: given });
    const { walletId: to } = await openWallet(database.pool, []);
    expect(await move(payer.walletId, to, 12n * CREDIT + 1n)).toMatchObject({
      ok: false,
      problem: { code: "insufficient_credits", fields: { available: "12", needed: "12.000001" } },
    });
    expect(wordOf(await move(payer.walletId, to, 12n * CREDIT))).toBe("ok");
    expect((await readWallet(database.pool, payer.walletId)).available).toBe(104n * CREDIT);
  });

  it("happens once for a key, however many ask at once, and repeats its answer", async () => {
    const payer = await buy([lot(100n * CREDIT)]);
    const { walletId: to } = await openWallet(database.pool, []);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => move(payer.walletId, to, 5n * CREDIT, "one key")),
    );
    expect(outcomes.filter((outcome) => !outcome.replayed)).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => resultOf(outcome).id)).size).toBe(1);
    expect((await readWallet(database.pool, to)).available).toBe(5n * CREDIT);
  });

  it("answers for wallets that are not there, and for the payer itself", async () => {
    const payer = await buy([lot(CREDIT)]);
    const nobody = `wal_${"0".repeat(26)}07`;
    await expect(move(payer.walletId, nobody, CREDIT)).rejects.toMatchObject({ code: "not_found" });
    await expect(move(nobody, payer.walletId, CREDIT)).rejects.toMatchObject({ code: "not_found" });
    await expect(move(payer.walletId, payer.walletId, CREDIT)).rejects.toMatchObject({ code: "invalid_request" });
    expect((await readWallet(database.pool, payer.walletId)).available).toBe(CREDIT);
  });

  it("loses and makes nothing when wallets pay each other both ways at once", async () => {
    const one = await buy([lot(30n * CREDIT), lot(6n * CREDIT, { kind: "bonus" })]);
    const two = await buy([lot(30n * CREDIT)]);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        index % 2 === 0
          ? move(one.walletId, two.walletId, CREDIT + BigInt(index))
          : move(two.walletId, one.walletId, CREDIT + BigInt(index)),
      ),
    );
    const left = await Promise.all([one, two].map(({ walletId }) => readWallet(database.pool, walletId)));
    expect(left.reduce((sum, wallet) => sum + wallet.available, 0n)).toBe(66n * CREDIT);
    expect((await verifyLedger(database.pool)).checks.filter((check) => !check.ok)).toEqual([]);
  });

  it("moves exactly what was asked, and of each lot its share to within one base unit", async () => {
    const positive = fc.bigInt({ min: 1n, max: 1_000_000_000n });
    await fc.assert(
      fc.asyncProperty(positive, positive, positive, positive, async (bought, bonus, other, wish) => {
        const payer = await buy([lot(bought), lot(bonus, { kind: "bonus" }), lot(other, { kind: "bonus" })]);
        const { walletId: to } = await openWallet(database.pool, []);
        const whole = bought + bonus + other;
        const credits = (wish % whole) + 1n;
        resultOf(await move(payer.walletId, to, credits));
        const received = await grantsOf(to);
        expect(received.reduce((sum, grant) => sum + grant.remaining, 0n)).toBe(credits);
        for (const grant of await grantsOf(payer.walletId)) {
          const exact = (grant.granted * credits) / whole;
          expect([exact, exact + 1n]).toContain(grant.granted - grant.remaining);
        }
      }),
      { numRuns: 40 },
    );
  });
});
