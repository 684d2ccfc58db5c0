import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readOnceHad } from "../../src/checkout/readOnceHad.js";
import { quoteRefund } from "../../src/checkout/refundPurchase.js";
import { requestRefund } from "../../src/checkout/requestRefund.js";
import { transaction } from "../../src/db/transaction.js";
import { refundDeposit } from "../../src/deposits/refundDeposit.js";
import { resolveReorged } from "../../src/deposits/resolveReorged.js";
import { requireBucket } from "../../src/ledger/bucket.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { holdBackDeposit } from "../../src/ledger/holdBackDeposit.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { transferCredits } from "../../src/ledger/transfer.js";
import { parseAmount } from "../../src/lib/money.js";
import { debit } from "../../src/spend/debit.js";
import { createSpending, GRACE_SECONDS, spender } from "../ledger/spendingFixture.js";
import { openEthereumStore } from "../support/ethereumStore.js";
import { isWaiting } from "../support/isWaiting.js";
import { moveStoreTime } from "../support/storeTime.js";

// The pack costs 10 USDT: 100 credits, 10 for paying in USDT, 10 for a first purchase. Below it 4 USDT earn 44 credits.

const usdt = parseAmount;

// A test takes a payment off the chain by giving its deposit another hash.
const { network, store } = await openEthereumStore({ planted: ["it is no deposit"], verifiesEach: true });

async function pay(address: string, amount: string): Promise<void> {
  await network.pay(address, usdt(amount));
  await network.mine(network.finalAfter);
  await store.work();
}

/** Pays a pack in parts, each credited before the next. */
async function payInParts(...amounts: string[]) {
  const checkout = await store.open();
  for (const amount of amounts) await pay(checkout.address, amount);
  return { checkout, parts: await store.deposits(checkout.id) };
}

const sendBack = (id: string | undefined) =>
  refundDeposit(store.crediting, id ?? "", {
    ...{ clientId: "cli_operator", note: "sent back" },
    ...{ txHash: `0x${"ab".repeat(32)}`, allowShortfall: true },
  });
/** What clients were told of a checkout, in order. */
async function eventsOf(checkout: { id: string }): Promise<string[]> {
  const { rows } = await store.database.pool.query<{ type: string }>(
    "SELECT type FROM outbox WHERE object_id = $1 AND type LIKE 'checkout.%' ORDER BY version",
    [checkout.id],
  );
  return rows.map(({ type }) => type);
}

const walletOf = (checkout: { walletId: string }) => readWallet(store.database.pool, checkout.walletId);

describe("taking back one of several payments of a checkout", () => {
  test("leaves the others what they are worth without it: no pack for a part of its price", async () => {
    const { checkout, parts } = await payInParts("4", "6");
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
    await sendBack(parts[0]?.id);
    expect(await store.available(checkout.walletId)).toBe(usdt("66"));
    expect(await store.deposits(checkout.id)).toMatchObject([
      { status: "refunded", credits: 0n },
      { status: "credited", credits: usdt("66") },
    ]);
  });

  test("gives the others the pack where they pay it alone", async () => {
    const { checkout, parts } = await payInParts("10", "10");
    expect(await store.available(checkout.walletId)).toBe(usdt("230"));
    await sendBack(parts[0]?.id);
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
    expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid", exception: null });
  });

  test("lets a bonus to be had once go over to them as such: it can't be transferred", async () => {
    const { checkout, parts } = await payInParts("10", "10");
    await sendBack(parts[0]?.id);
    const friend = (await createWallet(store.database.pool, {})).wallet.id;
    const all = { fromWalletId: checkout.walletId, toWalletId: friend, credits: usdt("120"), reason: "a gift" };
    expect(await transferCredits(store.database.pool, spender(), all, { graceSeconds: GRACE_SECONDS })).toMatchObject({
      problem: { code: "insufficient_credits", fields: { available: "110" } },
    });
  });

  test("lets it be had again only once they went back too", async () => {
    const { checkout, parts } = await payInParts("10", "10");
    await sendBack(parts[0]?.id);
    const readHad = () => readOnceHad(store.database.pool, checkout.walletId);
    expect(await readHad()).toEqual({ bonusIds: new Set(["first-purchase"]), hasPurchased: true });
    await sendBack(parts[1]?.id);
    expect(await readHad()).toEqual({ bonusIds: new Set(), hasPurchased: false });
  });

  test("lets what was spent of them count once", async () => {
    const { checkout, parts } = await payInParts("4", "6");
    const spent = { walletId: checkout.walletId, chargeFor: { credits: usdt("50") } };
    expect((await debit(createSpending(store.database.pool), spender(), spent)).ok).toBe(true);
    await sendBack(parts[0]?.id);
    expect(await walletOf(checkout)).toMatchObject({ available: usdt("16"), debt: 0n });
  });

  test("leaves its checkout paid where the others pay it, announced once", async () => {
    const { checkout, parts } = await payInParts("6", "4", "10");
    expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid", exception: "overpaid" });
    await sendBack(parts[1]?.id);
    expect(await store.deposits(checkout.id)).toMatchObject([
      { status: "credited" },
      { status: "refunded" },
      { status: "credited" },
    ]);
    expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid", exception: "overpaid" });
    expect(await eventsOf(checkout)).toEqual(["checkout.created", "checkout.paid"]);
  });

  test("locks the wallets of all of them in the ledger's own order, wherever a gift has taken their credits", async () => {
    const { pool } = store.database;
    const bucketOf = (walletId: string) => requireBucket("wal", walletId);
    const openWallet = async () => (await createWallet(pool, {})).wallet.id;
    const one = await openWallet();
    let other = await openWallet();
    while (bucketOf(other) === bucketOf(one)) other = await openWallet();
    const [friend, buyer] = bucketOf(one) < bucketOf(other) ? [one, other] : [other, one];
    const checkout = await store.open({ walletId: buyer });
    for (const amount of ["4", "6"]) await pay(checkout.address, amount);
    const parts = await store.deposits(checkout.id);
    // All bonuses and what the first one bought: the gift is of the second one's credits.
    const spent = { walletId: buyer, chargeFor: { credits: usdt("60") } };
    expect((await debit(createSpending(pool), spender(), spent)).ok).toBe(true);
    const gift = { fromWalletId: buyer, toWalletId: friend, credits: usdt("10"), reason: "a gift" };
    expect((await transferCredits(pool, spender(), gift, { graceSeconds: GRACE_SECONDS })).ok).toBe(true);
    const client = await pool.connect();
    const lock = "SELECT FROM wallets WHERE bucket = $1 AND id = $2 FOR UPDATE NOWAIT";
    let sent: Promise<unknown> | undefined;
    try {
      await client.query("BEGIN");
      await client.query(lock, [bucketOf(friend), friend]);
      sent = sendBack(parts[0]?.id);
      await expect.poll(() => isWaiting(pool), { timeout: 60_000 }).toBe(true);
      // Whoever holds the first may take the second, as a transfer does: the refund is not in its way.
      await client.query(lock, [bucketOf(buyer), buyer]);
    } finally {
      await client.query("ROLLBACK");
      client.release();
      await sent;
    }
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "refunded" }, { status: "credited" }]);
  });

  test("changes nothing of the others where they were granted just that", async () => {
    const { checkout, parts } = await payInParts("10", "5");
    await sendBack(parts[1]?.id);
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
    expect((await store.deposits(checkout.id))[0]).toMatchObject({ status: "credited", reversals: 0 });
  });
});

describe("when a fork takes two payments of a checkout", () => {
  test("and brings one back after the other was taken back, that one is worth what it is alone", async () => {
    const { checkout, parts } = await payInParts("4", "6");
    const { pool } = store.database;
    // The first one's transaction is on no chain now; the second one's block stands again.
    await transaction(pool, async (sql) => {
      for (const [index, { id }] of parts.entries()) {
        await sql.query(
          `UPDATE deposits SET status = 'stuck', stuck_reason = 'reorged_after_credit', due_at = now() - make_interval(secs => 9 - $2)
           WHERE id = $1`,
          [id, index],
        );
        await holdBackDeposit(sql, id);
      }
      const gone = `0x${randomBytes(32).toString("hex")}`;
      await sql.query("UPDATE deposits SET tx_hash = $2, block_hash = $2 WHERE id = $1", [parts[0]?.id, gone]);
    });
    expect(await walletOf(checkout)).toMatchObject({ available: 0n, held: usdt("120") });
    await resolveReorged(store.crediting, "ethereum");
    expect(await store.deposits(checkout.id)).toMatchObject([
      { status: "reorged", credits: 0n },
      { status: "credited", credits: usdt("66") },
    ]);
    expect(await walletOf(checkout)).toMatchObject({ available: usdt("66"), held: 0n, debt: 0n });
  });
});

test("a checkout paid in parts is given back as one purchase, spent bonuses of any part paid for", async () => {
  const { checkout, parts } = await payInParts("9", "1");
  expect(await store.available(checkout.walletId)).toBe(usdt("120"));
  const spent = { walletId: checkout.walletId, chargeFor: { credits: usdt("20") } };
  expect((await debit(createSpending(store.database.pool), spender(), spent)).ok).toBe(true);
  const { pool } = store.database;
  const { walletId } = checkout;
  const offers = await quoteRefund(pool, store.crediting.catalogs, { walletId, depositId: parts[0]?.id });
  expect(offers.map(({ depositId }) => depositId)).toContain(parts[0]?.id);
  // All 20 bonus credits were spent: as many bought ones pay for them, and 80 of the 100 are left, for 8 USDT.
  expect(offers.reduce((sum, { amountUsdt }) => sum + amountUsdt, 0n)).toBe(usdt("8"));
});

test("a checkout paid in parts goes back whole, also where spent bonuses are worth all of one part", async () => {
  const { checkout, parts } = await payInParts("1", "9");
  const { walletId } = checkout;
  const spent = { walletId, chargeFor: { credits: usdt("20") } };
  expect((await debit(createSpending(store.database.pool), spender(), spent)).ok).toBe(true);
  const ask = () =>
    requestRefund(store.database.pool, store.crediting.catalogs, spender(), { walletId, reason: "unused" });
  // 80 of the 100 bought credits, 20 pay for the bonus: in proportion, so that operators are asked for no payment of 0.
  const purchases = parts.map(({ id }, index) => ({ depositId: id, amountUsd: ["0.8", "7.2"][index] }));
  expect(await ask()).toMatchObject({ ok: true, value: { purchases } });
  expect(await store.available(walletId)).toBe(0n);
  expect(await ask()).toMatchObject({ problem: { code: "nothing_to_refund" } });
});

async function giveBack({ walletId }: { walletId: string }): Promise<void> {
  const caller = { clientId: "cli_test", key: "give-back", fingerprint: "give back", requestId: "req_1" };
  const wish = { walletId, reason: "changed my mind" };
  expect((await requestRefund(store.database.pool, store.crediting.catalogs, caller, wish)).ok).toBe(true);
  expect(await store.available(walletId)).toBe(0n);
}

test("a purchase that its buyer gave back earns nothing again with the next payment", async () => {
  const { checkout } = await payInParts("10");
  await giveBack(checkout);
  await pay(checkout.address, "1");
  expect(await store.available(checkout.walletId)).toBe(usdt("11"));
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid" });
  expect(await eventsOf(checkout)).toEqual(["checkout.created", "checkout.paid"]);
});

test("a part that its buyer gave back pays nothing of what is due: the next one does not complete the pack", async () => {
  const { checkout } = await payInParts("6");
  await giveBack(checkout);
  await pay(checkout.address, "4");
  expect(await store.available(checkout.walletId)).toBe(usdt("44"));
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "open", exception: null });
  expect(await eventsOf(checkout)).toEqual(["checkout.created"]);
});

test("a checkout whose time is over, and of which one of two payments was sent back, expires once", async () => {
  const { checkout, parts } = await payInParts("6", "4");
  const { pool } = store.database;
  await network.advance(60);
  await store.work();
  await moveStoreTime(pool, 1);
  await pool.query(
    `UPDATE checkouts SET (created_at, expires_at, in_time_until) =
       (SELECT min(block_at) - interval '1 hour', max(block_at), max(block_at) FROM deposits WHERE checkout_id = $1) WHERE id = $1`,
    [checkout.id],
  );
  const { version } = await store.checkout(checkout.id);
  await sendBack(parts[0]?.id);
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "expired", exception: "underpaid" });
  expect((await store.checkout(checkout.id)).version).toBe(version + 1);
  expect(await eventsOf(checkout)).toEqual(["checkout.created", "checkout.paid", "checkout.expired"]);
});
