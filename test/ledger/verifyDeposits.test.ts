import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "../../src/db/sql.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { takeBackPurchase } from "../../src/ledger/takeBackPurchase.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import type { Fault } from "../../src/ledger/verifyBucket.js";
import { verifyDeposits } from "../../src/ledger/verifyDeposits.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { insertDeposit } from "./depositRow.js";
import { CREDIT, lot } from "./spendingFixture.js";

let database: TestDatabase;
let walletId: string;
let otherId: string;

const post = (sql: Sql, wallet: string, depositId: string, componentId: string, credits: bigint) =>
  postGrants(sql, { walletId: wallet, depositId, checkoutId: null, grants: [lot(credits, { componentId })] });
const run = (statement: string) => (sql: Sql) => sql.query(statement);

beforeAll(async () => {
  database = await createTestDatabase();
  [walletId, otherId] = [
    (await createWallet(database.pool, {})).wallet.id,
    (await createWallet(database.pool, {})).wallet.id,
  ];
  await insertDeposit(database.pool, "dep_paid", walletId, 11n * CREDIT);
  await post(database.pool, walletId, "dep_paid", "purchased", 10n * CREDIT);
  await post(database.pool, walletId, "dep_paid", "usdt-payment", CREDIT);
  await insertDeposit(database.pool, "dep_empty", walletId, 0n);
});
afterAll(() => database.drop());

describe("the check of the deposits", () => {
  it("finds nothing where each granted what it was credited with", async () => {
    expect(await verifyDeposits(database.pool)).toEqual([]);
    expect((await verifyLedger(database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it.each<[string, string, (sql: Sql) => Promise<unknown>]>([
    [
      "credited twice, by a lot of another name",
      "dep_paid",
      (sql) => post(sql, walletId, "dep_paid", "purchased~1", 10n * CREDIT),
    ],
    ["credited again, in another wallet", "dep_paid", (sql) => post(sql, otherId, "dep_paid", "purchased", CREDIT)],
    ["that was never seen", "dep_forged", (sql) => post(sql, walletId, "dep_forged", "purchased", CREDIT)],
    ["whose credits were raised", "dep_empty", run("UPDATE deposits SET credits = 1 WHERE id = 'dep_empty'")],
    ["that has credits and was rejected", "dep_paid", run("UPDATE deposits SET status = 'rejected'")],
    ["whose lots were taken back", "dep_paid", run("UPDATE grants SET reversed_at = now()")],
    [
      "one component of which was granted twice",
      "dep_paid",
      run("UPDATE grants SET component_id = 'purchased~1' WHERE component_id = 'usdt-payment'"),
    ],
    ["whose lots lie in another wallet", "dep_paid", run("UPDATE deposits SET wallet_id = 'wal_other'")],
  ])("finds a deposit %s", async (_what, example, damage) => {
    const client = await database.pool.connect();
    try {
      await client.query("BEGIN");
      await damage(client);
      expect(await verifyDeposits(client)).toEqual([{ name: "deposits", count: 1n, example }]);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });

  /** What is found once a purchase of 10 USDT was given back for so many base units, and then something was done to it. */
  async function findGivenBack(amountUsdt: bigint, then = "SELECT"): Promise<Fault[]> {
    const client = await database.pool.connect();
    try {
      await client.query("BEGIN");
      const taken = { credits: 10n * CREDIT, bonusCredits: CREDIT };
      const refund = { walletId, depositId: "dep_paid", amountUsdt, ...taken, clientId: "cli_tests" };
      await takeBackPurchase(client, { ...refund, reason: "changed my mind" });
      await client.query(then);
      return await verifyDeposits(client);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  }

  it("expects no lots of a purchase that its buyer gave back", async () => {
    expect(await findGivenBack(10n * CREDIT)).toEqual([]);
  });

  it("finds a refund request that pays more than its deposit brought", async () => {
    const fault = { name: "refund_requests", count: 1n, example: expect.stringMatching(/^rfd_/) };
    expect(await findGivenBack(10n * CREDIT + 1n)).toEqual([fault]);
  });

  it("lets one be larger that was dropped: the deposit may have come anew with less", async () => {
    const dropped =
      "UPDATE refund_requests SET dropped_at = created_at; UPDATE deposits SET status = 'reorged', credits = 0 WHERE id = 'dep_paid'";
    expect(await findGivenBack(10n * CREDIT + 1n, dropped)).toEqual([]);
  });
});
