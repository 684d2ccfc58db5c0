import { beforeEach, expect, test } from "vitest";
import { requestRefund } from "../../src/checkout/requestRefund.js";
import { assignDeposit } from "../../src/deposits/assignDeposit.js";
import { refundDeposit } from "../../src/deposits/refundDeposit.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { postGrants } from "../../src/ledger/postGrants.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { catalogText } from "../catalog/catalogFile.js";
import { openEthereumStore } from "../support/ethereumStore.js";

// A pack of 10 USDT is 100 credits, and 10 for paying in USDT; the wallet's first purchase brings 10 more.

const { network, store } = await openEthereumStore({ verifiesEach: true });
const { pool } = store.database;

const WITH_OFFER = catalogText("default");
const WITHOUT_OFFER = WITH_OFFER.replace("when: first_purchase", "when: promo_code\n    code: NOBODYS");
const RENAMED = WITH_OFFER.replace("id: first-purchase", "id: welcome");

/** Puts a catalogue into force, also one that was before: its text must be new. */
let publications = 0;
const publish = (text: string) => {
  publications += 1;
  return store.crediting.catalogs.publish(`${text}# Publication ${publications}\n`);
};
beforeEach(async () => void (await publish(WITH_OFFER)));

type Opened = Awaited<ReturnType<typeof store.open>>;
const openWallet = async () => (await createWallet(pool, {})).wallet.id;
const promised = ({ terms }: Opened) => terms.bonuses.some(({ condition }) => condition === "first_purchase");

async function pay(checkout: { id: string; address: string }, amount: string): Promise<string> {
  await network.pay(checkout.address, usdt(amount));
  await network.mine(network.finalAfter);
  await store.work();
  return (await store.deposits(checkout.id)).at(-1)?.id ?? "";
}

/** Credits that stand from a checkout. */
async function granted({ id }: Opened): Promise<bigint> {
  return (await store.deposits(id)).reduce((sum, { credits }) => sum + credits, 0n);
}

const sendBack = (id: string) =>
  refundDeposit(store.crediting, id, {
    ...{ clientId: "cli_operator", note: "sent back" },
    ...{ txHash: `0x${"ab".repeat(32)}`, allowShortfall: true },
  });

test("switching the offer on gives nothing to wallets that have bought before, nor does an open promise it", async () => {
  await publish(WITHOUT_OFFER);
  const before = await store.open();
  const { walletId } = before;
  await publish(WITH_OFFER);
  const between = await store.open({ walletId });
  expect(promised(between)).toBe(true);
  await pay(before, "10");
  const after = await store.open({ walletId });
  expect(promised(after)).toBe(false);
  await pay(after, "10");
  await pay(between, "10");
  expect(await Promise.all([before, between, after].map(granted))).toEqual([usdt("110"), usdt("110"), usdt("110")]);
});

test("another id for it gives it to nobody again", async () => {
  const first = await store.open();
  await publish(RENAMED);
  const second = await store.open({ walletId: first.walletId });
  expect(promised(second)).toBe(true);
  await pay(first, "10");
  await pay(second, "10");
  const third = await store.open({ walletId: first.walletId });
  expect(promised(third)).toBe(false);
  expect([await granted(first), await granted(second)]).toEqual([usdt("120"), usdt("110")]);
});

test("a purchase that is paid in parts stays the first, also where another is paid in full between", async () => {
  const first = await store.open();
  const second = await store.open({ walletId: first.walletId });
  await pay(first, "4");
  await pay(second, "10");
  await pay(first, "6");
  expect([await granted(first), await granted(second)]).toEqual([usdt("120"), usdt("110")]);
});

test("settled anew, the first purchase keeps its bonus whatever was credited since, and the next gets none", async () => {
  const first = await store.open();
  const second = await store.open({ walletId: first.walletId });
  const lost = await pay(first, "4");
  await pay(second, "10");
  await pay(first, "10");
  const part = await pay(second, "2");
  await sendBack(lost);
  expect([await granted(first), await granted(second)]).toEqual([usdt("120"), usdt("132")]);
  await sendBack(part);
  expect([await granted(first), await granted(second)]).toEqual([usdt("120"), usdt("110")]);
});

test("one that an operator sent back was none: the next is the first, and it stays so", async () => {
  const first = await store.open();
  await sendBack(await pay(first, "10"));
  const second = await store.open({ walletId: first.walletId });
  expect(promised(second)).toBe(true);
  await pay(second, "10");
  const part = await pay(second, "5");
  await pay(first, "10");
  await sendBack(part);
  expect([await granted(first), await granted(second)]).toEqual([usdt("110"), usdt("120")]);
});

test("one that its buyer gave back was the first all the same, also once it is paid back", async () => {
  const first = await store.open();
  const { walletId } = first;
  const id = await pay(first, "10");
  const caller = { clientId: "cli_test", key: walletId, fingerprint: "give back", requestId: "req_1" };
  const wish = { walletId, reason: "changed my mind" };
  expect((await requestRefund(pool, store.crediting.catalogs, caller, wish)).ok).toBe(true);
  await publish(RENAMED);
  expect(promised(await store.open({ walletId: first.walletId }))).toBe(false);
  await sendBack(id);
  const second = await store.open({ walletId: first.walletId });
  expect(promised(second)).toBe(false);
  await pay(second, "10");
  expect(await granted(second)).toBe(usdt("110"));
});

test("credits that were given are no purchase, a payment that an operator assigned is one", async () => {
  const [given, assigned] = [await store.open(), await store.open()];
  const grants = [{ kind: "bonus" as const, credits: usdt("5"), priority: 20, expiresAt: null, costUsdt: 0n }];
  await postGrants(pool, { walletId: given.walletId, depositId: null, checkoutId: null, grants });
  await pay(given, "10");
  expect(await granted(given)).toBe(usdt("120"));

  const orphan = await store.open({ walletId: await openWallet() });
  await pool.query("DELETE FROM leases WHERE checkout_id = $1", [orphan.id]);
  await pay(orphan, "3");
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM deposits WHERE stuck_reason = 'no_checkout'");
  const decision = { walletId: assigned.walletId, clientId: "cli_operator", note: "the buyer wrote in" };
  expect(await assignDeposit(store.crediting, rows[0]?.id ?? "", decision)).toMatchObject({ outcome: "credited" });
  await pay(assigned, "10");
  expect(await granted(assigned)).toBe(usdt("110"));
});
