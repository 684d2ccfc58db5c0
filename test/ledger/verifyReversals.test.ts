import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { reverseDeposit } from "../../src/ledger/reverseDeposit.js";
import { takeBackPurchase } from "../../src/ledger/takeBackPurchase.js";
import { verifyBucket } from "../../src/ledger/verifyBucket.js";
import { bucketOf } from "../../src/lib/ids.js";
import { debit } from "../../src/spend/debit.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { CREDIT, createSpending, GRACE_SECONDS, lot, resultOf, spender } from "./spendingFixture.js";

let database: TestDatabase;
let walletId: string;

/** 100 bought credits and a bonus of 10, which burns first. */
async function buy(depositId: string): Promise<void> {
  const grants = [
    lot(100n * CREDIT, { componentId: "purchased" }),
    lot(10n * CREDIT, { kind: "bonus", priority: 20, componentId: "usdt" }),
  ];
  await postGrants(database.pool, { walletId, depositId, checkoutId: null, grants });
}

// One purchase was given back untouched; of another, whose money never came, 30 had been spent.
beforeAll(async () => {
  database = await createTestDatabase();
  walletId = (await createWallet(database.pool, {})).wallet.id;
  await buy("dep_back");
  const refund = {
    walletId,
    depositId: "dep_back",
    amountUsdt: 1n,
    credits: 100n * CREDIT,
    bonusCredits: 10n * CREDIT,
  };
  await transaction(database.pool, (sql) =>
    takeBackPurchase(sql, { ...refund, clientId: "cli_tests", reason: "unused" }),
  );
  await buy("dep_lost");
  const spent = { walletId, chargeFor: { credits: 30n * CREDIT } };
  resultOf(await debit(createSpending(database.pool), spender(), spent));
  await transaction(database.pool, (sql) => reverseDeposit(sql, "dep_lost", GRACE_SECONDS));
});
afterAll(() => database.drop());

/** Does damage as one who may switch the triggers off, asks the checker, and puts everything back. */
async function faultsAfter(damage: string): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(damage);
    return (await verifyBucket(client, bucketOf("wal", walletId) ?? -1)).map((fault) => fault.name);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

describe("the check of what was taken back", () => {
  it("finds nothing in what the ledger wrote", async () => {
    expect(await verifyBucket(database.pool, bucketOf("wal", walletId) ?? -1)).toEqual([]);
  });

  it.each([
    ["a refund request made larger", "refund_requests", "UPDATE refund_requests SET credits = credits + 1"],
    ["bonus credits that it does not name", "refund_requests", "UPDATE refund_requests SET bonus_credits = 0"],
    ["a refund request removed", "refund_requests", "DELETE FROM refund_requests"],
    [
      "a refund request that took nothing",
      "refund_requests",
      "UPDATE refund_requests SET id = 'rfd_forged', deposit_id = 'dep_other'",
    ],
    ["a refund request for another deposit", "refund_requests", "UPDATE refund_requests SET deposit_id = 'dep_lost'"],
    [
      "a debt of more than the deposit granted, in books that agree otherwise",
      "clawbacks",
      `WITH w AS (UPDATE wallets SET debt = debt + 1, version = version + 1 WHERE debt > 0 RETURNING *)
       INSERT INTO entries (bucket, wallet_id, version, at, code, from_account, to_account, amount, available_after, held_after,
                            grant_ids, amounts, reference)
       SELECT bucket, id, version, now(), 'owe', 'debt', 'reversals', 1, available, held, '{}', '{}', 'dep_lost' FROM w`,
    ],
    ["a reversal forgotten", "clawbacks", "UPDATE grants SET reversed_at = NULL WHERE deposit_id = 'dep_lost'"],
  ])("finds %s", async (_what, check, damage) => {
    expect(new Set(await faultsAfter(damage))).toEqual(new Set([check]));
  });
});
