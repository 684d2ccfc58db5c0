import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkpointEntries } from "../../src/ledger/checkpointEntries.js";
import { readChainHead } from "../../src/ledger/readChainHead.js";
import { transferCredits } from "../../src/ledger/transfer.js";
import { verifyChain } from "../../src/ledger/verifyChain.js";
import { bucketOf } from "../../src/lib/ids.js";
import { debit } from "../../src/spend/debit.js";
import type { Spending } from "../../src/spend/spending.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { CREDIT, createSpending, GRACE_SECONDS, lot, openWallet, resultOf, spender } from "./spendingFixture.js";

let database: TestDatabase;
let spending: Spending;
let walletId: string;
let otherId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  spending = createSpending(database.pool);
  walletId = (await openWallet(database.pool, [lot(100n * CREDIT), lot(50n * CREDIT)])).walletId;
  otherId = (await openWallet(database.pool, [lot(7n * CREDIT)])).walletId;
  for (let round = 0; round < 3; round += 1) {
    for (let count = 0; count < 5; count += 1) await spend();
    await checkpointEntries(database.pool);
  }
  const gift = { fromWalletId: walletId, toWalletId: otherId, credits: CREDIT, reason: "a | gift\nwith 'quotes'" };
  resultOf(await transferCredits(database.pool, spender(), gift, { graceSeconds: GRACE_SECONDS }));
  await checkpointEntries(database.pool);
});
afterAll(() => database.drop());

async function spend(): Promise<void> {
  resultOf(await debit(spending, spender(), { walletId, chargeFor: { credits: CREDIT } }));
}

/** Runs a statement with the triggers off, asks the checker about the wallet's bucket, and puts everything back. */
async function faultsAfter(statement: string): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(statement, [walletId]);
    return (await verifyChain(client, bucketOf("wal", walletId) ?? -1)).map((fault) => fault.example);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

describe("the hash chain over the entries", () => {
  it("covers every entry, and finds nothing wrong with entries that nobody touched", async () => {
    const { rows } = await database.pool.query<{ count: bigint }>("SELECT count(*) AS count FROM entries");
    const head = await readChainHead(database.pool);
    expect(head.entries).toBe(rows[0]?.count);
    expect(head.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await verifyChain(database.pool, bucketOf("wal", walletId) ?? -1)).toEqual([]);
    expect(await checkpointEntries(database.pool)).toBe(0n);
    expect(await readChainHead(database.pool)).toEqual(head);
  });

  it("goes on with the wallets that moved lately, and with all others when it looks at every one", async () => {
    await spend();
    expect(await checkpointEntries(database.pool, 0)).toBe(0n);
    expect(await checkpointEntries(database.pool, 900)).toBe(1n);
    await spend();
    expect(await checkpointEntries(database.pool, 0)).toBe(0n);
    expect(await checkpointEntries(database.pool)).toBe(1n);
    expect(await verifyChain(database.pool, bucketOf("wal", walletId) ?? -1)).toEqual([]);
  });

  it.each([
    [
      "an amount that was changed",
      "UPDATE entries SET amount = amount + 1, amounts[1] = amounts[1] + 1 WHERE wallet_id = $1 AND version = 9",
      "8 to 12",
    ],
    [
      "a time that was changed",
      "UPDATE entries SET at = at + interval '1 microsecond' WHERE wallet_id = $1 AND version = 3",
      "1 to 7",
    ],
    [
      "a reference that was changed",
      "UPDATE entries SET reference = 'x' WHERE wallet_id = $1 AND version = 17",
      "13 to 17",
    ],
    ["an entry that was removed", "DELETE FROM entries WHERE wallet_id = $1 AND version = 10", "8 to 12"],
  ])("says where %s breaks it", async (_what, statement, versions) => {
    expect(await faultsAfter(statement)).toEqual([`${walletId} entries ${versions}`]);
  });

  it("is broken by removing entries together with the segment that covers them", async () => {
    const last = "(SELECT max(to_version) FROM entry_segments WHERE wallet_id = $1)";
    const [fault] = await faultsAfter(
      `WITH s AS (DELETE FROM entry_segments WHERE wallet_id = $1 AND to_version = ${last} RETURNING from_version)
       DELETE FROM entries e USING s WHERE e.wallet_id = $1 AND e.version > s.from_version`,
    );
    expect(fault).toContain("checkpoint");
  });

  it("is broken by hashing a changed segment again, and by removing a checkpoint", async () => {
    const [fault] = await faultsAfter(
      "UPDATE entry_segments SET hash = sha256('forged') WHERE wallet_id = $1 AND to_version = 12",
    );
    expect(fault).toContain("checkpoint");
    const [gap] = await faultsAfter(
      "DELETE FROM entry_checkpoints c USING wallets w WHERE w.id = $1 AND c.bucket = w.bucket AND c.position = 2",
    );
    expect(gap).toContain("checkpoint");
  });

  it("keeps its segments and checkpoints as they were written", async () => {
    await expect(database.pool.query("DELETE FROM entry_segments")).rejects.toThrow("append-only");
    await expect(database.pool.query("UPDATE entry_checkpoints SET entries = 0")).rejects.toThrow("append-only");
    await expect(database.pool.query("TRUNCATE entry_segments")).rejects.toThrow("append-only");
    await expect(database.pool.query("TRUNCATE entry_checkpoints")).rejects.toThrow("append-only");
  });

  it("has a beginning in every bucket", async () => {
    const faults = await faultsAfter(
      "DELETE FROM entry_checkpoints c USING wallets w WHERE w.id = $1 AND c.bucket = w.bucket",
    );
    expect(faults[0]).toMatch(/^bucket \d+ checkpoint 0$/);
  });

  it("may leave out what is new, but no entry that is hours older than others of its bucket", async () => {
    const removed = `WITH c AS (DELETE FROM entry_checkpoints c USING wallets w WHERE w.id = $1 AND c.bucket = w.bucket AND c.position > 0),
      s AS (DELETE FROM entry_segments s USING wallets w WHERE w.id = $1 AND s.bucket = w.bucket)`;
    const stoodStill =
      "UPDATE entries e SET at = at - interval '7 hours' FROM wallets w WHERE w.id = $1 AND e.bucket = w.bucket";
    expect(await faultsAfter(`${removed} ${stoodStill}`)).toEqual([]);
    expect(await faultsAfter(`${removed} ${stoodStill} AND e.version = 1`)).toEqual([
      `${walletId} entries from 1, which no checkpoint covers`,
    ]);
  });

  it("moves its head with every entry, and counts each once when two go on with it at once", async () => {
    const before = await readChainHead(database.pool);
    for (let count = 0; count < 5; count += 1) await spend();
    const gained = await Promise.all(Array.from({ length: 4 }, () => checkpointEntries(database.pool)));
    expect(gained.reduce((sum, each) => sum + each, 0n)).toBe(5n);
    const after = await readChainHead(database.pool);
    expect(after.entries).toBe(before.entries + 5n);
    expect(after.hash).not.toBe(before.hash);
  });
});
