import { expect, test } from "vitest";
import { cancelCheckout } from "../../src/checkout/cancelCheckout.js";
import { expireCheckouts } from "../../src/checkout/expireCheckouts.js";
import { confirmDeposits } from "../../src/deposits/confirmDeposits.js";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import { expireBelowMinimum } from "../../src/deposits/expireBelowMinimum.js";
import { retryDeposit } from "../../src/deposits/retryDeposit.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { requireBucket } from "../../src/ledger/bucket.js";
import { parseConfirmations } from "../../src/lib/confirmations.js";
import { newBucketId } from "../../src/lib/ids.js";
import { parseAmount } from "../../src/lib/money.js";
import { openEthereumStore } from "../support/ethereumStore.js";

const usdt = parseAmount;
/** What one transaction that confirms deposits may change at most. */
const ROWS_MAX = 750;

const { network, store } = await openEthereumStore();

const dustTo = (to: string, count: number) =>
  network.payMany(Array.from({ length: count }, () => ({ to, amount: 10n })));

/** Scans and confirms what was paid; returns the deposits that are due then. */
async function confirm(): Promise<string[]> {
  await network.mine(network.finalAfter);
  while ((await scanNetwork(store.database.pool, network.chain)).scanned > 0);
  return confirmDeposits(store.crediting, "ethereum", parseConfirmations("final"));
}

async function stuckEvents(checkoutId: string): Promise<number> {
  const { rows } = await store.database.pool.query(
    "SELECT count(*)::integer AS n FROM outbox JOIN deposits d ON d.id = object_id WHERE type = 'deposit.stuck' AND checkout_id = $1",
    [checkoutId],
  );
  return rows[0].n;
}

test("dust is due for no crediting until its checkout's sum reaches the minimum, and all of it is credited then", async () => {
  const { id, address, walletId } = await store.open();
  await dustTo(address, 30);
  expect(await confirm()).toEqual([]);
  await dustTo(address, 1);
  expect(await confirm()).toEqual([]);
  const { rows } = await store.database.pool.query(
    "SELECT DISTINCT detail FROM deposit_history JOIN deposits ON id = deposit_id WHERE checkout_id = $1 AND detail LIKE '%minimum%'",
    [id],
  );
  expect(rows).toEqual([
    { detail: expect.stringContaining("0.0003 USDT is below the minimum of 1; waits for more.") },
    { detail: expect.stringContaining("0.00031 USDT is below the minimum of 1; waits for more.") },
  ]);
  await network.pay(address, usdt("0.99969"));
  const due = await confirm();
  expect(due).toHaveLength(32);
  // What one batch left behind is released by the crediting of the rest.
  await store.database.pool.query("UPDATE deposits SET due_at = NULL WHERE id = ANY($1)", [due.slice(2)]);
  expect(await creditDeposit(store.crediting, due[0] ?? "")).toMatchObject({ kind: "credited" });
  await store.work();
  expect((await store.deposits(id)).map(({ status }) => status)).toEqual(due.map(() => "credited"));
  expect(await store.available(walletId)).toBe(usdt("11"));
});

test("a checkout with dust that is final and waits for more is open again: it can be cancelled", async () => {
  const { id, address } = await store.open();
  await dustTo(address, 2);
  while ((await scanNetwork(store.database.pool, network.chain)).scanned > 0);
  expect(await store.checkout(id)).toMatchObject({ status: "confirming" });
  expect(await confirm()).toEqual([]);
  expect(await store.checkout(id)).toMatchObject({ status: "open" });
  await cancelCheckout(store.database.pool, id);
  expect(await store.checkout(id)).toMatchObject({ status: "cancelled" });
});

test("dust that an operator sees since its checkout's end is not stirred up by more of it", async () => {
  const { id, address, walletId } = await store.open({ ttlSeconds: 60 });
  await dustTo(address, 3);
  await confirm();
  await network.advance(7_200);
  await store.database.pool.query(
    `UPDATE checkouts SET created_at = now() - interval '3 hours', expires_at = now() - interval '2 hours',
       in_time_until = now() - interval '1 hour' WHERE id = $1`,
    [id],
  );
  await expireCheckouts(store.database.pool, store.crediting.chains);
  await expireBelowMinimum(store.database.pool);
  const states = async () => (await store.deposits(id)).map(({ stuckReason }) => stuckReason);
  expect(await states()).toEqual(Array(3).fill("below_minimum"));
  await dustTo(address, 1);
  expect(await confirm()).toEqual([]);
  await expireBelowMinimum(store.database.pool);
  expect(await states()).toEqual(Array(4).fill("below_minimum"));
  expect(await stuckEvents(id)).toBe(4);
  // An operator's retry finds the same, at once, and stirs up neither the checkout nor those that listen to it.
  const { version } = await store.checkout(id);
  const [first] = await store.deposits(id);
  const retried = await retryDeposit(store.crediting, first?.id ?? "", {
    clientId: "cli_operator",
    note: "again",
    dryRun: false,
  });
  expect(retried).toMatchObject({ outcome: "waiting", deposit: { status: "stuck", stuckReason: "below_minimum" } });
  expect((await store.checkout(id)).version).toBe(version);
  await network.pay(address, usdt("1"));
  await confirm();
  await store.work();
  expect((await store.deposits(id)).map(({ status }) => status)).toEqual(Array(5).fill("credited"));
  expect(await store.available(walletId)).toBe(usdt("11.00044"));
});

test("dust that an operator saw, and that then waits for a review, is told of once more", async () => {
  const { id, address } = await store.open();
  await dustTo(address, 1);
  await confirm();
  const { pool } = store.database;
  const [dust] = await store.deposits(id);
  await pool.query("UPDATE checkouts SET ended_at = now() WHERE id = $1", [id]);
  await expireBelowMinimum(pool);
  expect(await stuckEvents(id)).toBe(1);
  await network.pay(address, usdt("1"));
  expect(await confirm()).toContain(dust?.id);
  expect(await creditDeposit({ ...store.crediting, reviewAbove: 0n }, dust?.id ?? "")).toMatchObject({ kind: "stuck" });
  expect(await stuckEvents(id)).toBe(2);
  await store.work();
});

test("a payment whose refund was dropped, as a fork took it away, counts again once it is back", async () => {
  const { id, address, walletId } = await store.open();
  const { pool } = store.database;
  await network.pay(address, usdt("1"));
  while ((await scanNetwork(pool, network.chain)).scanned > 0);
  const [deposit] = await store.deposits(id);
  const bucket = requireBucket("wal", walletId);
  await pool.query(
    `INSERT INTO refund_requests (bucket, id, wallet_id, deposit_id, client_id, amount_usdt, credits, bonus_credits, reason, created_at, dropped_at)
     VALUES ($1, $2, $3, $4, 'cli_test', 1, 1, 0, 'changed my mind', now(), now())`,
    [bucket, newBucketId("rfd", bucket), walletId, deposit?.id],
  );
  expect(await confirm()).toEqual([deposit?.id]);
  await pool.query("DELETE FROM refund_requests WHERE deposit_id = $1", [deposit?.id]);
  await store.work();
  expect(await store.available(walletId)).toBe(usdt("11"));
});

test("a flood is confirmed in transactions of a bounded size", async () => {
  const { id, address } = await store.open();
  for (let sent = 0; sent < ROWS_MAX + 50; sent += 100) await dustTo(address, 100);
  expect(await confirm()).toEqual([]);
  const { rows } = await store.database.pool.query<{ count: number }>(
    "SELECT count(*)::integer AS count FROM deposits WHERE checkout_id = $1 AND final_at IS NOT NULL GROUP BY xmin::text",
    [id],
  );
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(ROWS_MAX);
  expect(Math.max(...rows.map(({ count }) => count))).toBeLessThanOrEqual(ROWS_MAX);
});
