import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { readStoreTime } from "../../src/ledger/readStoreTime.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { readClockLead, requireRealTime, setClockLead } from "../../src/ledger/storeClock.js";
import { debit } from "../../src/spend/debit.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { CREDIT, createSpending, DAY, lot, openWallet, spender, wordOf } from "./spendingFixture.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const setLead = (leadMs: number) => transaction(database.pool, (sql) => setClockLead(sql, leadMs));

describe("the store's clock", () => {
  it("is the database's until it is moved, which is what production asks for", async () => {
    expect(await readClockLead(database.pool)).toBe(0);
    await requireRealTime(database.pool);
    await database.pool.query(
      "CREATE OR REPLACE FUNCTION store_now() RETURNS timestamptz LANGUAGE sql STABLE RETURN now()",
    );
    await requireRealTime(database.pool);
  });

  it("governs what was planned before it moved, on connections that are already open", async () => {
    const spending = createSpending(database.pool);
    const { walletId } = await openWallet(database.pool, [
      lot(5n * CREDIT, { expiresAt: new Date(Date.now() + 40 * DAY) }),
    ]);
    const take = async () => wordOf(await debit(spending, spender(), { walletId, chargeFor: { credits: 1n } }));
    for (let warm = 0; warm < 12; warm += 1) expect(await take()).toBe("ok");
    await setLead(41 * DAY);
    expect(await take()).toBe("insufficient_credits");
    expect((await readWallet(database.pool, walletId)).available).toBe(0n);
    const ahead = (await readStoreTime(database.pool)).getTime() - Date.now();
    expect(ahead).toBeGreaterThan(41 * DAY - 60_000);
    expect(ahead).toBeLessThan(41 * DAY + 60_000);
  });

  it("never goes back, and a store on real chains refuses it once it was moved", async () => {
    await setLead(50 * DAY);
    await expect(setLead(49 * DAY)).rejects.toThrow("cannot go from");
    await expect(requireRealTime(database.pool)).rejects.toThrow("test clock was moved");
  });
});
