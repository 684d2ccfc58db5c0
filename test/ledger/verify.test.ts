import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transferCredits } from "../../src/ledger/transfer.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { verifyBucket } from "../../src/ledger/verifyBucket.js";
import { bucketOf } from "../../src/lib/ids.js";
import { capture } from "../../src/spend/capture.js";
import { debit } from "../../src/spend/debit.js";
import { hold } from "../../src/spend/hold.js";
import { refund } from "../../src/spend/refund.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { CREDIT, createSpending, GRACE_SECONDS, lot, openWallet, resultOf, spender } from "./spendingFixture.js";

let database: TestDatabase;
let walletId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const spending = createSpending(database.pool);
  walletId = (
    await openWallet(database.pool, [
      lot(5n * CREDIT),
      lot(9n * CREDIT, { expiresAt: new Date(Date.now() + 86_400_000) }),
    ])
  ).walletId;
  const other = await openWallet(database.pool, [lot(5n * CREDIT)]);
  const gift = { fromWalletId: other.walletId, toWalletId: walletId, credits: 1n, reason: "a gift" };
  resultOf(await transferCredits(database.pool, spender(), gift, { graceSeconds: GRACE_SECONDS }));
  const spent = resultOf(await debit(spending, spender(), { walletId, chargeFor: { credits: 7n * CREDIT } }));
  await refund(spending, spender(), { debitId: spent.id, credits: CREDIT, reason: "blurred" });
  const held = resultOf(await hold(spending, spender(), { walletId, chargeFor: { credits: 2n * CREDIT } }));
  await capture(spending, spender(), { holdId: held.id, credits: CREDIT });
  await hold(spending, spender(), { walletId, chargeFor: { credits: CREDIT } });
});
afterAll(() => database.drop());

/** Runs a statement as one who may switch the triggers off, asks the checker, and puts everything back. */
async function faultsAfter(statement: string): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(statement, [walletId]);
    const faults = await verifyBucket(client, bucketOf("wal", walletId) ?? -1);
    return faults.map((fault) => fault.name);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

describe("verifyLedger", () => {
  it("finds nothing wrong with books that only the ledger wrote", async () => {
    const { ok, checks } = await verifyLedger(database.pool);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(ok).toBe(true);
    expect(checks.length).toBeGreaterThan(12);
  });

  it.each([
    ["a balance that was raised", "wallet_balances", "UPDATE wallets SET available = available + 1 WHERE id = $1"],
    [
      "an entry that was changed",
      "running_balances",
      "UPDATE entries SET amount = amount + 1, amounts[1] = amounts[1] + 1 WHERE wallet_id = $1 AND version = 2",
    ],
    ["an entry that was removed", "entries_complete", "DELETE FROM entries WHERE wallet_id = $1 AND version = 2"],
    [
      "the last entry removed",
      "entries_complete",
      "DELETE FROM entries WHERE wallet_id = $1 AND version = (SELECT version FROM wallets WHERE id = $1)",
    ],
    [
      "a lot that was refilled",
      "lots",
      "UPDATE grants SET remaining = remaining + 1 WHERE wallet_id = $1 AND expires_at IS NOT NULL",
    ],
    [
      "a lot that no entry granted",
      "lots",
      "INSERT INTO grants (bucket, id, wallet_id, kind, granted, priority, effective_at, cost_usdt, source_type, created_at) SELECT bucket, 'grt_forged', id, 'bonus', 5, 1, now(), 0, 'store', now() FROM wallets WHERE id = $1",
    ],
    [
      "a lot moved to another wallet",
      "lots",
      "UPDATE grants g SET wallet_id = 'wal_other' WHERE wallet_id = $1 AND expires_at IS NULL",
    ],
    [
      "a hold reopened",
      "holds_end_once",
      "UPDATE holds SET state = 'open', captured = 0, debit_id = NULL, ended_at = NULL WHERE wallet_id = $1 AND state = 'captured'",
    ],
    [
      "a hold that nobody ended",
      "holds_end_in_time",
      "UPDATE holds SET expires_at = now() - interval '1 hour' WHERE wallet_id = $1 AND state = 'open'",
    ],
    ["an open hold removed", "held_by_holds", "DELETE FROM holds WHERE wallet_id = $1 AND state = 'open'"],
    ["a debit made larger", "debits", "UPDATE debits SET credits = credits + 1 WHERE wallet_id = $1"],
    ["a debit removed", "debits", "DELETE FROM debits WHERE wallet_id = $1"],
    ["a refund forgotten", "refunds", "UPDATE debits SET refunded = 0 WHERE wallet_id = $1"],
    [
      "a key for an effect that is not there",
      "idempotency_keys",
      "UPDATE idempotency_keys SET effect_id = 'deb_forged' WHERE wallet_id = $1 AND status = 201",
    ],
    [
      "a debit's key removed",
      "idempotency_keys",
      "DELETE FROM idempotency_keys WHERE wallet_id = $1 AND effect_id LIKE 'deb%'",
    ],
    [
      "an open hold's key removed",
      "idempotency_keys",
      "DELETE FROM idempotency_keys k USING holds h WHERE h.wallet_id = $1 AND h.state = 'open' AND k.effect_id = h.id",
    ],
    [
      "a capture's key removed",
      "idempotency_keys",
      "DELETE FROM idempotency_keys WHERE wallet_id = $1 AND status = 200",
    ],
    [
      "a second key of a debit",
      "idempotency_keys",
      "INSERT INTO idempotency_keys SELECT bucket, wallet_id, client_id, 'forged', fingerprint, status, code, effect_id, answer, request_id, created_at FROM idempotency_keys WHERE wallet_id = $1 AND effect_id LIKE 'deb%'",
    ],
    [
      "a capture's key while the hold is open",
      "idempotency_keys",
      "UPDATE idempotency_keys k SET effect_id = h.id FROM holds h WHERE h.wallet_id = $1 AND h.state = 'open' AND k.wallet_id = $1 AND k.status = 200",
    ],
    ["an ended hold removed", "holds_end_once", "DELETE FROM holds WHERE wallet_id = $1 AND state = 'captured'"],
    ["a due time that is too late", "wallet_due", "UPDATE wallets SET due_at = NULL WHERE id = $1"],
    [
      "a due time after the beginning of an allowance's next period",
      "wallet_due",
      `INSERT INTO allowances (bucket, wallet_id, allowance_id, name, kind, credits, every, rollover, when_ended, when_ended_from, started_at, next_period, next_at)
       SELECT bucket, id, 'late', 'Late', 'included', 1, 'day', 0, 'lapse', now(), now(), 1, now() - interval '1 second' FROM wallets WHERE id = $1`,
    ],
    [
      "a due time after the end of a window of inactivity, of a lot that has nothing left",
      "wallet_due",
      `WITH lots AS (
         UPDATE grants SET remaining = CASE WHEN expires_at IS NULL THEN 0 ELSE remaining END, live = expires_at IS NOT NULL,
                           inactive_after_days = CASE WHEN expires_at IS NULL THEN 1 END, expires_at = expires_at + interval '9 days'
          WHERE wallet_id = $1)
       UPDATE wallets SET due_at = now() + interval '5 days' WHERE id = $1`,
    ],
  ])("finds %s", async (_what, check, statement) => {
    expect(await faultsAfter(statement)).toContain(check);
  });

  it("says of all buckets together what is wrong, how often and where", async () => {
    const client = await database.pool.connect();
    await client.query("BEGIN");
    await client.query("UPDATE wallets SET available = available + 1 WHERE id = $1", [walletId]);
    const { ok, checks } = await verifyLedger(client);
    await client.query("ROLLBACK");
    client.release();
    expect(ok).toBe(false);
    expect(checks.find((check) => check.name === "wallet_balances")).toMatchObject({
      ok: false,
      detail: expect.stringContaining(`broken 1 times, such as by ${walletId}`),
    });
  });

  it.each([
    [
      "a leg that was forged",
      "UPDATE entries SET reference = 'trf_forged' WHERE code = 'transfer' AND from_account = 'transfers'",
    ],
    ["a leg that was removed", "DELETE FROM entries WHERE code = 'transfer' AND to_account = 'transfers'"],
    ["a transfer made larger", "UPDATE transfers SET credits = credits + 1"],
  ])("finds %s", async (_what, statement) => {
    const client = await database.pool.connect();
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(statement);
    const { checks } = await verifyLedger(client);
    await client.query("ROLLBACK");
    client.release();
    expect(checks.find((check) => check.name === "transfers")?.ok).toBe(false);
  });

  it("names the fault that breaks the sum of all balances", async () => {
    expect(await faultsAfter("UPDATE wallets SET available = available + 1 WHERE id = $1")).toContain("conservation");
  });
});

describe("entries", () => {
  it.each([
    ["UPDATE", "UPDATE entries SET amount = amount + 1"],
    ["DELETE", "DELETE FROM entries"],
    ["TRUNCATE", "TRUNCATE entries"],
  ])("refuse %s", async (_word, statement) => {
    await expect(database.pool.query(statement)).rejects.toThrow("append-only");
  });

  it("refuse lots that do not add up to the amount", async () => {
    await expect(
      database.pool.query(
        `INSERT INTO entries (bucket, wallet_id, version, at, code, from_account, to_account, amount, available_after, held_after, grant_ids, amounts)
         SELECT bucket, wallet_id, 1000, at, code, from_account, to_account, amount, 0, 0, '{a,b}', ARRAY[amount, 1] FROM entries LIMIT 1`,
      ),
    ).rejects.toMatchObject({ code: "23514" });
  });
});
