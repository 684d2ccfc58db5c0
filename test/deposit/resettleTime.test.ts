import { readFile } from "node:fs/promises";
import { afterEach, expect, test } from "vitest";
import { quoteRefund } from "../../src/checkout/refundPurchase.js";
import { refundDeposit } from "../../src/deposits/refundDeposit.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { transferCredits } from "../../src/ledger/transfer.js";
import { parseAmount } from "../../src/lib/money.js";
import { debit } from "../../src/spend/debit.js";
import { readRevenue, sumRevenue } from "../../src/spend/revenue.js";
import { createSpending, spender } from "../ledger/spendingFixture.js";
import { openEthereumStore } from "../support/ethereumStore.js";
import { moveStoreTime } from "../support/storeTime.js";

// A payment whose checkout is settled anew, months after it was made, was made when it was. Credits of the default catalogue
// live for 365 days, and a first purchase may be given back for 14.

const DAY_MS = 86_400_000;
const usdt = parseAmount;

const { network, store } = await openEthereumStore({ verifiesEach: true });
afterEach(async () => {
  await moveStoreTime(store.database.pool, 0);
});

type Between = { spent?: string; parts?: string[]; between?: (walletId: string) => Promise<void> };

/** Pays a pack in two parts, spends some of it, and sends the first one back so many days later. */
async function sendBackAfter(days: number, { spent, parts = ["4", "6"], between }: Between = {}) {
  const checkout = await store.open();
  for (const amount of parts) {
    await network.pay(checkout.address, usdt(amount));
    await network.mine(network.finalAfter);
    await store.work();
  }
  const [first, second] = await store.deposits(checkout.id);
  if (spent !== undefined) {
    const charge = { walletId: checkout.walletId, chargeFor: { credits: usdt(spent) } };
    expect((await debit(createSpending(store.database.pool), spender(), charge)).ok).toBe(true);
  }
  await between?.(checkout.walletId);
  await moveStoreTime(store.database.pool, days);
  await refundDeposit(store.crediting, first?.id ?? "", {
    ...{ clientId: "cli_operator", note: "sent back" },
    ...{ txHash: `0x${"ab".repeat(32)}`, allowShortfall: true },
  });
  const [, settled] = await store.deposits(checkout.id);
  // Alone it is worth the base rate, and 10 % for paying in USDT.
  expect(settled).toMatchObject({ status: "credited", credits: 11n * usdt(parts[1] ?? ""), reversals: 1 });
  return { ...checkout, before: second, after: settled };
}

/** What the other payment's lots are now: the newest ones, when they were granted and when they end. */
async function readLots(depositId: string | undefined) {
  const { rows } = await store.database.pool.query<{ createdAt: Date; expiresAt: Date }>(
    `SELECT created_at AS "createdAt", expires_at AS "expiresAt" FROM grants WHERE deposit_id = $1 AND reversed_at IS NULL`,
    [depositId],
  );
  return rows;
}

test("it keeps its time, and its credits end when they would have", async () => {
  const { before, after } = await sendBackAfter(60);
  const creditedAt = before?.creditedAt?.getTime() ?? 0;
  expect(after?.creditedAt?.getTime()).toBe(creditedAt);
  const lots = await readLots(after?.id);
  expect(lots.length).toBeGreaterThan(0);
  for (const { createdAt, expiresAt } of lots) {
    expect(expiresAt.getTime()).toBe(creditedAt + 365 * DAY_MS);
    // What the ledger did has its own time.
    expect(createdAt.getTime()).toBeGreaterThan(creditedAt + 59 * DAY_MS);
  }
});

test("it can't be given back for a second time as long", async () => {
  const { walletId, before } = await sendBackAfter(10);
  const quote = () => quoteRefund(store.database.pool, store.crediting.catalogs, { walletId });
  expect(await quote()).toMatchObject([{ depositId: before?.id }]);
  await moveStoreTime(store.database.pool, 15);
  expect(await quote()).toEqual([]);
});

test("the revenue of the time when it came stays what it was", async () => {
  const { pool } = store.database;
  const receivedIn = async (from: number, to: number) => {
    const at = (days: number) => new Date(Date.now() + days * DAY_MS);
    return sumRevenue(await readRevenue(pool, at(from), at(to), "day")).usdtReceived;
  };
  const before = await receivedIn(-1, 1);
  await sendBackAfter(60);
  expect(await receivedIn(-1, 1)).toBe(before + usdt("10"));
  expect(await receivedIn(1, 90)).toBe(0n);
});

test("what it was worth has ended meanwhile, and still pays for what was spent of it", async () => {
  const { walletId } = await sendBackAfter(400, { spent: "30" });
  expect(await readWallet(store.database.pool, walletId)).toMatchObject({ available: 0n, debt: 0n });
});

test("credits that ended because nothing was used stay so, and nothing that is left lives longer", async () => {
  const { catalogs } = store.crediting;
  const text = await readFile("catalogs/default.yaml", "utf8");
  await catalogs.publish(text.replace("expiry: { afterDays: 365 }", "expiry: { afterInactiveDays: 90 }"));
  const activeAt = async (walletId: string) =>
    (await store.database.pool.query("SELECT active_at FROM wallets WHERE id = $1", [walletId])).rows[0].active_at;
  const used = await sendBackAfter(60);
  expect(await readWallet(store.database.pool, used.walletId)).toMatchObject({ available: usdt("66") });
  expect(await activeAt(used.walletId)).toEqual(used.before?.creditedAt);
  await moveStoreTime(store.database.pool, 0);
  const idle = await sendBackAfter(91);
  expect(await readWallet(store.database.pool, idle.walletId)).toMatchObject({ available: 0n, debt: 0n });
  await catalogs.publish(text);
});

test("credits that another wallet used on are not ended by their payer's idleness", async () => {
  const { catalogs } = store.crediting;
  const text = await readFile("catalogs/default.yaml", "utf8");
  await catalogs.publish(text.replace("expiry: { afterDays: 365 }", "expiry: { afterInactiveDays: 90 } # moved"));
  const { pool } = store.database;
  const friend = (await createWallet(pool, {})).wallet.id;
  const moveOn = async (fromWalletId: string) => {
    await moveStoreTime(pool, 60);
    const wish = { fromWalletId, toWalletId: friend, credits: usdt("100"), reason: "a gift" };
    expect((await transferCredits(pool, spender(), wish, { graceSeconds: 86_400 })).ok).toBe(true);
  };
  const { walletId } = await sendBackAfter(91, { between: moveOn });
  expect(await readWallet(pool, walletId)).toMatchObject({ available: usdt("66") });
  await catalogs.publish(`${text}# again\n`);
});

test("it stays credited also where it is less than the minimum alone", async () => {
  const { before, after } = await sendBackAfter(60, { parts: ["9.5", "0.5"] });
  expect(after?.creditedAt).toEqual(before?.creditedAt);
});
