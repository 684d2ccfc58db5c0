import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestRefund } from "../../src/checkout/requestRefund.js";
import { readNetwork } from "../../src/deposits/network.js";
import { pauseNetwork } from "../../src/deposits/pauseNetwork.js";
import { resolveReorged } from "../../src/deposits/resolveReorged.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { requireBucket } from "../../src/ledger/bucket.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { listRefundRequests } from "../../src/ledger/refundRequest.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { parseAmount } from "../../src/lib/money.js";
import { debit } from "../../src/spend/debit.js";
import { refund } from "../../src/spend/refund.js";
import { createSpending, resultOf, spender } from "../ledger/spendingFixture.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import { isWaiting } from "../support/isWaiting.js";
import { NETWORKS } from "../support/networks.js";
import type { TestNetwork } from "../support/testNetwork.js";

const usdt = parseAmount;

async function expectBooksRight({ database }: DepositStore): Promise<void> {
  expect((await verifyLedger(database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
}

async function spend({ database }: DepositStore, walletId: string, credits: bigint): Promise<void> {
  const outcome = await debit(createSpending(database.pool), spender(), { walletId, chargeFor: { credits } });
  expect(outcome.ok).toBe(true);
}

describe.each(NETWORKS)("a fork after crediting on %s", (_name, start) => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    // One confirmation: credited while the block can still be replaced.
    store = await createDepositStore(network, "1");
  });
  afterAll(async () => {
    await expectBooksRight(store);
    await store.close();
    await network.close();
  });

  async function payAndCredit(walletId?: string) {
    const checkout = await store.open(walletId === undefined ? {} : { walletId });
    await network.mine(2);
    await network.pay(checkout.address, usdt("10"));
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "credited" }]);
    return checkout;
  }

  /** A fork takes the newest payment away, and brings it back in another block. */
  async function loseAndBringBack(): Promise<void> {
    await network.fork(1, true);
    if (_name === "tron") await store.work();
    else await network.mine(2);
    await store.work();
    await network.mine(2);
    await store.work();
  }

  const wallet = (id: string) => readWallet(store.database.pool, id);

  test("holds back what is left, and frees it without a second credit when the payment comes back", async () => {
    const checkout = await payAndCredit();
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
    await spend(store, checkout.walletId, usdt("50"));
    await loseAndBringBack();
    expect(await store.deposits(checkout.id)).toMatchObject([
      { status: "credited", stuckReason: null, credits: usdt("120") },
    ]);
    expect(await wallet(checkout.walletId)).toMatchObject({ available: usdt("70"), held: 0n, debt: 0n });
    const { rows } = await store.database.pool.query<{ detail: string }>(
      "SELECT detail FROM deposit_history JOIN deposits ON id = deposit_id WHERE checkout_id = $1 ORDER BY position",
      [checkout.id],
    );
    const told = rows.map(({ detail }) => detail).join("\n");
    expect(told).toMatch(/70 of its credits are held back.*\n.*Seen again.*\n.*It is back.*70 credits/);
    expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid" });
  });

  test("that drops the payment for good takes the credits back once that height is final; what was spent is owed, and repaid first", async () => {
    const checkout = await payAndCredit();
    await spend(store, checkout.walletId, usdt("50"));
    await network.fork(1, false);
    await network.mine(1);
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "stuck", stuckReason: "reorged_after_credit" }]);
    expect(await wallet(checkout.walletId)).toMatchObject({ available: 0n, held: usdt("70"), debt: 0n });
    expect((await store.checkout(checkout.id)).status).not.toBe("paid");

    await network.mine(network.finalAfter + 1);
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "reorged", stuckReason: null, credits: 0n }]);
    expect(await wallet(checkout.walletId)).toMatchObject({ available: 0n, held: 0n, debt: usdt("50") });

    // The purchase was never had, so its first-purchase bonus is there again: 120 credits, 50 of them repay.
    await payAndCredit(checkout.walletId);
    expect(await wallet(checkout.walletId)).toMatchObject({ available: usdt("70"), debt: 0n });
  });

  test("that drops the payment for good ends the refund that was asked for: there is nothing to pay back", async () => {
    const { walletId } = await payAndCredit();
    const { pool } = store.database;
    const asked = await requestRefund(pool, store.crediting.catalogs, spender(), {
      walletId,
      reason: "changed my mind",
    });
    expect(asked.ok).toBe(true);
    expect(await listRefundRequests(pool, { limit: 9 })).toMatchObject([{ walletId, amountUsdt: usdt("10") }]);
    await network.fork(1, false);
    await network.mine(network.finalAfter + 2);
    await store.work();
    expect(await listRefundRequests(pool, { limit: 9, status: "open" })).toEqual([]);
    expect(await listRefundRequests(pool, { limit: 9, status: "dropped" })).toMatchObject([{ walletId }]);
    expect(await wallet(walletId)).toMatchObject({ available: 0n, held: 0n, debt: 0n });
  });

  test("and brings it back leaves a checkout paid whose buyer had asked for a refund", async () => {
    const { id, walletId } = await payAndCredit();
    const asked = await requestRefund(store.database.pool, store.crediting.catalogs, spender(), {
      walletId,
      reason: "unused",
    });
    expect(asked.ok).toBe(true);
    await loseAndBringBack();
    expect(await store.deposits(id)).toMatchObject([{ status: "credited" }]);
    expect(await store.checkout(id)).toMatchObject({ status: "paid", exception: null });
    expect(await listRefundRequests(store.database.pool, { limit: 1 })).toMatchObject([{ walletId, status: "open" }]);
  });

  test("that drops the payment for good lets what was spent before the refund was asked for be owed, and takes what came back after it", async () => {
    const { walletId } = await payAndCredit();
    const { pool } = store.database;
    const spending = createSpending(pool);
    const spent = resultOf(await debit(spending, spender(), { walletId, chargeFor: { credits: usdt("60") } }));
    const asked = await requestRefund(pool, store.crediting.catalogs, spender(), { walletId, reason: "unused" });
    expect(asked).toMatchObject({ ok: true, value: { purchases: [{ credits: "60", bonusCredits: "0" }] } });
    const back = { debitId: spent.id, credits: usdt("25"), reason: "it failed" };
    expect((await refund(spending, spender(), back)).ok).toBe(true);
    expect(await wallet(walletId)).toMatchObject({ available: usdt("25"), debt: 0n });
    await network.fork(1, false);
    await network.mine(network.finalAfter + 2);
    await store.work();
    expect(await listRefundRequests(pool, { limit: 1 })).toMatchObject([{ walletId, status: "dropped" }]);
    expect(await wallet(walletId)).toMatchObject({ available: 0n, held: 0n, debt: usdt("35") });
    await expectBooksRight(store);
  });

  test("is over for a payment that came back in a block which was forgotten before anybody looked", async () => {
    const checkout = await payAndCredit();
    const { pool } = store.database;
    await network.fork(1, true);
    if (_name === "tron") while ((await scanNetwork(pool, network.chain)).scanned > 0);
    await network.mine(2);
    while ((await scanNetwork(pool, network.chain)).scanned > 0);
    const [lost] = await store.deposits(checkout.id);
    expect(lost).toMatchObject({ stuckReason: "reorged_after_credit" });
    // As the scan does with what is far below the final height.
    await pool.query("DELETE FROM blocks WHERE number <= $1", [lost?.blockNumber]);
    await network.mine(network.finalAfter + 1);
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "credited", credits: usdt("120") }]);
    expect(await wallet(checkout.walletId)).toMatchObject({ available: usdt("120"), held: 0n, debt: 0n });
  });

  test("locks the wallets of all payments that it took in the ledger's own order, whichever was paid first", async () => {
    const { pool } = store.database;
    const opened = [await store.open(), await store.open()];
    const order = ({ walletId }: { walletId: string }) => [requireBucket("wal", walletId), walletId] as const;
    opened.sort((a, b) => order(a)[0] - order(b)[0] || (order(a)[1] < order(b)[1] ? -1 : 1));
    const [first, second] = opened;
    if (first === undefined || second === undefined) throw new Error("no checkouts");
    await network.mine(2);
    for (const { address } of [second, first]) {
      await network.pay(address, usdt("10"));
      await store.work();
    }
    await network.fork(2, false);
    await network.mine(2);
    const client = await pool.connect();
    const lock = "SELECT FROM wallets WHERE bucket = $1 AND id = $2 FOR UPDATE NOWAIT";
    let rolledBack: Promise<void> | undefined;
    try {
      await client.query("BEGIN");
      await client.query(lock, [...order(first)]);
      rolledBack = store.work();
      await expect.poll(() => isWaiting(pool), { timeout: 60_000 }).toBe(true);
      // Whoever holds the first may take the second, as a transfer does: the fork's work is not in its way.
      await client.query(lock, [...order(second)]);
    } finally {
      await client.query("ROLLBACK");
      client.release();
      await rolledBack;
    }
    const { rowCount } = await pool.query(
      `SELECT FROM deposit_history JOIN deposits ON id = deposit_id
       WHERE checkout_id = ANY($1) AND detail LIKE 'A fork replaced block %'`,
      [opened.map(({ id }) => id)],
    );
    expect(rowCount).toBe(2);
  });

  test("while it is not known what becomes of the payment nothing is decided twice, by however many workers", async () => {
    const checkout = await payAndCredit();
    await network.fork(1, false);
    await network.mine(network.finalAfter + 2);
    const { pool } = store.database;
    await store.work();
    await Promise.all(Array.from({ length: 5 }, () => resolveReorged(store.crediting, network.chain.network)));
    expect(await wallet(checkout.walletId)).toMatchObject({ available: 0n, held: 0n, debt: 0n });
    const { rows } = await pool.query(
      `SELECT count(*)::int AS count FROM deposit_history JOIN deposits ON deposits.id = deposit_id
       WHERE checkout_id = $1 AND detail LIKE 'It never came back%'`,
      [checkout.id],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });
});

describe("a fork deeper than what was final (case 14)", () => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await startEthereumNetwork();
    store = await createDepositStore(network);
  });
  afterAll(async () => {
    await expectBooksRight(store);
    await store.close();
    await network.close();
  });

  test("freezes crediting with the reason for operators, reverses nothing meanwhile, and goes by the rule once resumed", async () => {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("10"));
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
    const waiting = await store.open();
    await network.fork(network.finalAfter + 1, false);
    await network.mine(network.finalAfter + 2);
    await store.work();
    const { pool } = store.database;
    const frozen = await readNetwork(pool, "ethereum");
    expect(frozen.pausedAt).not.toBeNull();
    expect(frozen.pauseReason).toContain("replaced blocks that were final");
    expect(await store.deposits(checkout.id)).toMatchObject([{ stuckReason: "reorged_after_credit" }]);
    expect(await readWallet(pool, checkout.walletId)).toMatchObject({ available: 0n, held: usdt("120") });

    await network.pay(waiting.address, usdt("10"));
    await network.mine(network.finalAfter + 2);
    await store.work();
    expect(await store.available(waiting.walletId)).toBe(0n);
    await expect(store.open()).rejects.toMatchObject({ code: "network_disabled" });

    await pauseNetwork(pool, "ethereum", { paused: false, clientId: "cli_operator", note: "the fork was real" });
    await store.work();
    expect(await store.available(waiting.walletId)).toBe(usdt("120"));
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "reorged" }]);
    expect(await readWallet(pool, checkout.walletId)).toMatchObject({ available: 0n, held: 0n, debt: 0n });
    expect(await readNetwork(pool, "ethereum")).toMatchObject({ pausedAt: null, pauseReason: null });
  });
});
