import { expect, it, onTestFinished } from "vitest";
import { readConsoleFigures } from "../../src/api/readConsoleFigures.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { bucketOf } from "../../src/lib/ids.js";
import { readStoreFigures } from "../../src/metrics/readStoreFigures.js";
import { insertDeposit } from "../ledger/depositRow.js";
import { createTestDatabase } from "../support/database.js";

it("what waits for its buyer is not on its way: it would page an hour after it came, and hide what is, also in the console", async () => {
  const { pool, drop } = await createTestDatabase();
  onTestFinished(drop);
  for (const id of ["dep_dust", "dep_seen", "dep_due"]) await insertDeposit(pool, id, "wal_a", 0n);
  await pool.query(
    "UPDATE deposits SET status = 'confirming', credited_at = NULL, detected_at = now() - interval '2 hours'",
  );
  expect((await readStoreFigures(pool, ["tron"])).waiting).toEqual([]);
  expect((await readConsoleFigures(pool)).underWay).toEqual({ count: 0, amount: 0n, oldestAt: null });
  await pool.query("UPDATE deposits SET final_at = NULL, detected_at = now() WHERE id = 'dep_seen'");
  await pool.query("UPDATE deposits SET due_at = now(), detected_at = now() WHERE id = 'dep_due'");
  const { waiting } = await readStoreFigures(pool, ["tron"]);
  expect(waiting).toMatchObject([{ network: "tron", count: 2 }]);
  expect(waiting[0]?.oldestSeconds).toBeLessThan(3_600);
  expect((await readConsoleFigures(pool)).underWay.count).toBe(2);
});

it("a network that is switched off shows nothing: neither that nobody looks at it, nor what waits there", async () => {
  const { pool, drop } = await createTestDatabase();
  onTestFinished(drop);
  await insertDeposit(pool, "dep_seen", "wal_a", 0n);
  await pool.query("UPDATE deposits SET status = 'detected', credited_at = NULL, final_at = NULL");
  expect(await readStoreFigures(pool, ["tron"])).toMatchObject({
    networks: [{ network: "tron" }],
    waiting: [{ count: 1 }],
  });
  expect(await readStoreFigures(pool, ["ethereum"])).toMatchObject({ networks: [], waiting: [] });
});

it("purchases that were given back are counted until an operator paid for them or a fork dropped them", async () => {
  const { pool, drop } = await createTestDatabase();
  onTestFinished(drop);
  const { wallet } = await createWallet(pool, {});
  const ask = (id: string) =>
    pool.query(
      `INSERT INTO refund_requests (bucket, id, wallet_id, deposit_id, client_id, amount_usdt, credits, bonus_credits, reason, created_at)
       VALUES ($1, $2, $3, $2, 'cli_a', 1, 1, 0, 'unused', now() - interval '4 days')`,
      [bucketOf("wal", wallet.id), id, wallet.id],
    );
  expect((await readStoreFigures(pool, [])).refundRequests).toEqual({ open: 0, oldestSeconds: 0 });
  for (const id of ["rfd_open", "rfd_paid", "rfd_dropped"]) await ask(id);
  await pool.query("UPDATE refund_requests SET paid_at = now(), paid_tx_hash = 'hash' WHERE id = 'rfd_paid'");
  await pool.query("UPDATE refund_requests SET dropped_at = now() WHERE id = 'rfd_dropped'");
  const { refundRequests } = await readStoreFigures(pool, []);
  expect(refundRequests.open).toBe(1);
  expect(refundRequests.oldestSeconds).toBeGreaterThanOrEqual(4 * 86_400);
});
