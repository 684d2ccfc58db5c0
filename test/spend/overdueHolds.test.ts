import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expireHolds } from "../../src/ledger/expireHolds.js";
import { readHold } from "../../src/ledger/hold.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { debit } from "../../src/spend/debit.js";
import { debitBatch } from "../../src/spend/debitBatch.js";
import { hold } from "../../src/spend/hold.js";
import type { Spending } from "../../src/spend/spending.js";
import {
  CREDIT,
  createSpending,
  endTime,
  GRACE_SECONDS,
  lot,
  openWallet,
  resultOf,
  spender,
  wordOf,
} from "../ledger/spendingFixture.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let spending: Spending;

beforeAll(async () => {
  database = await createTestDatabase();
  spending = createSpending(database.pool);
});
afterAll(() => database.drop());

async function open(walletId: string, credits: bigint): Promise<string> {
  return resultOf(await hold(spending, spender(), { walletId, chargeFor: { credits } })).id;
}

describe("a hold whose time is over and that nothing has ended yet", () => {
  it.each(["debit", "hold"] as const)("stands in the way of no %s that needs its credits", async (kind) => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    const [over, alive] = [await open(walletId, 6n * CREDIT), await open(walletId, CREDIT)];
    await endTime(database.pool, over);
    const spend = (credits: bigint, key: string) =>
      (kind === "debit" ? debit : hold)(spending, spender(key), { walletId, chargeFor: { credits } });
    expect(wordOf(await spend(5n * CREDIT, "needs it"))).toBe("ok");
    expect((await readHold(database.pool, over, null)).state).toBe("expired");
    expect((await readHold(database.pool, alive, null)).state).toBe("open");
    expect((await readWallet(database.pool, walletId)).available).toBe(4n * CREDIT);
    expect(await expireHolds(database.pool, GRACE_SECONDS)).toEqual([]);
    // What it gave back is the answer's to tell where that is too little, and the refusal is stored as any other.
    await endTime(database.pool, await open(walletId, 3n * CREDIT));
    const short = await spend(5n * CREDIT, "too much");
    expect(short).toMatchObject({ problem: { code: "insufficient_credits", fields: { available: "4", needed: "5" } } });
    expect(await spend(5n * CREDIT, "too much")).toEqual({ ...short, replayed: true });
  });

  it("stands in the way of none of many at once, each answered for itself", async () => {
    const { walletId } = await openWallet(database.pool, [lot(10n * CREDIT)]);
    await endTime(database.pool, await open(walletId, 8n * CREDIT));
    const outcomes = await Promise.all(
      [2n, 5n, 2n, 7n, 1n].map((credits) =>
        debit(spending, spender(), { walletId, chargeFor: { credits: credits * CREDIT } }),
      ),
    );
    expect(outcomes.map(wordOf)).toEqual(["ok", "ok", "ok", "insufficient_credits", "ok"]);
    expect(await readWallet(database.pool, walletId)).toMatchObject({ available: 0n, held: 0n });
  });
});

describe("debits of one wallet in one call", () => {
  it("are done in the order given also where the first has to wait for a hold whose time is over", async () => {
    const { walletId } = await openWallet(database.pool, [lot(100n * CREDIT)]);
    await endTime(database.pool, await open(walletId, 95n * CREDIT));
    const items = [100n, 5n, 1n].map((credits) => ({
      spender: spender(),
      request: { walletId, chargeFor: { credits: credits * CREDIT } },
    }));
    const outcomes = await debitBatch(spending, items);
    expect(outcomes.map(wordOf)).toEqual(["ok", "insufficient_credits", "insufficient_credits"]);
    expect(await readWallet(database.pool, walletId)).toMatchObject({ available: 0n, held: 0n });
  });
});

describe("a wallet with more holds over than a call may wait for", () => {
  it("is told to come again, alone, until the workers have ended them", async () => {
    const [busy, idle] = [
      await openWallet(database.pool, [lot(2_000n * CREDIT)]),
      await openWallet(database.pool, [lot(CREDIT)]),
    ];
    const overdue = Array.from({ length: 1_001 }, () =>
      hold(spending, spender(), { walletId: busy.walletId, chargeFor: { credits: CREDIT } }),
    );
    expect((await Promise.all(overdue)).map(wordOf)).not.toContain("insufficient_credits");
    await database.pool.query(
      "UPDATE holds SET expires_at = now() - interval '1 second', opened_until = now() WHERE wallet_id = $1",
      [busy.walletId],
    );
    const spend = ({ walletId }: { walletId: string }, key: string) =>
      debit(spending, spender(key), {
        walletId,
        chargeFor: { credits: walletId === busy.walletId ? 1_500n * CREDIT : CREDIT },
      });
    const [waits, goesOn] = await Promise.allSettled([spend(busy, "large"), spend(idle, "small")]);
    expect(waits).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
    expect(goesOn).toMatchObject({ status: "fulfilled", value: { ok: true } });
    await expireHolds(database.pool, GRACE_SECONDS);
    expect(wordOf(await spend(busy, "large"))).toBe("ok");
  });
});
