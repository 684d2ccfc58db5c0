import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { requestRefund } from "../../src/checkout/requestRefund.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { updateWallet } from "../../src/ledger/updateWallet.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { debit } from "../../src/spend/debit.js";
import { hold } from "../../src/spend/hold.js";
import { voidHold } from "../../src/spend/voidHold.js";
import { catalogText } from "../catalog/catalogFile.js";
import { createSpending, resultOf, spender } from "../ledger/spendingFixture.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";

// A new payment on a checkout brings what it adds, also where those before it hold more or less than they are worth now.

let network: TestNetwork;
let store: DepositStore;
beforeAll(async () => {
  network = await startEthereumNetwork();
  store = await createDepositStore(network);
  const regionAt = (id: string, usd: number) =>
    `  ${id}: { name: ${id}, creditUsd: ${usd}, packs: [{ id: small, name: Small, priceUsd: ${100 * usd}, credits: 100 }] }\n`;
  const text = `${catalogText("default")}\nregions:\n${regionAt("AA", 0.05)}${regionAt("BB", 0.1)}`;
  await store.crediting.catalogs.publish(text);
  // In force for blocks whose time is before that too.
  await store.database.pool.query("UPDATE catalog_versions SET created_at = created_at - interval '1 day'");
});
afterEach(async () => {
  expect((await verifyLedger(store.database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
});
afterAll(async () => {
  await store.close();
  await network.close();
});

async function pay({ address }: { address: string }, amount: string): Promise<void> {
  await network.pay(address, usdt(amount));
  await network.mine(network.finalAfter);
  await store.work();
}

/** From now on everything that was and will be paid on it is late. */
const endTime = ({ id }: { id: string }) =>
  store.database.pool.query(
    `UPDATE checkouts SET (created_at, expires_at, in_time_until) =
       (SELECT cursor_at - interval '3 hours', cursor_at - interval '2 hours', cursor_at - interval '2 hours' FROM networks) WHERE id = $1`,
    [id],
  );

const creditsOf = async (checkout: { id: string }) =>
  (await store.deposits(checkout.id)).map(({ credits }) => Number(credits) / 1e6);

// At 0.05 USD a credit 10 USDT are 220 credits, at 0.10 they are 110.
test.each([
  ["dearer", "AA", "BB", [220, 110]],
  ["cheaper", "BB", "AA", [110, 220]],
])("late money brings the credits of its own in a region that is %s than before", async (_what, from, to, expected) => {
  const { pool } = store.database;
  const { wallet } = await createWallet(pool, { region: from });
  const checkout = await store.open({ walletId: wallet.id });
  await endTime(checkout);
  await pay(checkout, "10");
  await updateWallet(pool, wallet.id, { region: to });
  await pay(checkout, "10");
  expect(await creditsOf(checkout)).toEqual(expected);
});

test("money after a part was given back brings the credits of its own", async () => {
  const checkout = await store.open();
  const { walletId } = checkout;
  const { pool } = store.database;
  const spending = createSpending(pool);
  const charge = (credits: string) => ({ walletId, chargeFor: { credits: usdt(credits) } });
  await pay(checkout, "4");
  await pay(checkout, "6");
  // All bonuses and the second part's credits are used; the first part's are not.
  resultOf(await debit(spending, spender(), charge("20")));
  const pinned = resultOf(await hold(spending, spender(), charge("40")));
  resultOf(await debit(spending, spender(), charge("60")));
  resultOf(await voidHold(spending, spender(), { holdId: pinned.id }));
  resultOf(await requestRefund(pool, store.crediting.catalogs, spender(), { walletId, reason: "unused" }));
  await endTime(checkout);
  await pay(checkout, "1");
  expect(await creditsOf(checkout)).toEqual([44, 76, 11]);
});

test("money after one that paid the pack, and is late since a fork, brings the credits of its own", async () => {
  const checkout = await store.open();
  await pay(checkout, "10");
  await endTime(checkout);
  await pay(checkout, "0.9");
  expect(await creditsOf(checkout)).toEqual([120, 9.9]);
});
