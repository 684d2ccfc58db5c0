import { expect, test } from "vitest";
import { requestRefund } from "../../src/checkout/requestRefund.js";
import { refundDeposit } from "../../src/deposits/refundDeposit.js";
import { resolveReorged } from "../../src/deposits/resolveReorged.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { debit } from "../../src/spend/debit.js";
import { hold } from "../../src/spend/hold.js";
import { voidHold } from "../../src/spend/voidHold.js";
import { createSpending, resultOf, spender } from "../ledger/spendingFixture.js";
import { openEthereumStore } from "../support/ethereumStore.js";
import { lose, move, NOWHERE } from "./lostPayment.js";

// A pack of 10 USDT paid in parts, of which the buyer gives one back and a fork takes others.

// The payment that is said to be gone for good, which the chain has.
const { network, store } = await openEthereumStore({ planted: ["it is no deposit"], verifiesEach: true });

async function payInParts(...amounts: string[]) {
  const checkout = await store.open();
  for (const amount of amounts) {
    await network.pay(checkout.address, usdt(amount));
    await network.mine(network.finalAfter);
    await store.work();
  }
  return { checkout, parts: (await store.deposits(checkout.id)).map(({ id }) => id) };
}

async function spend(walletId: string, credits: string): Promise<void> {
  const charge = { walletId, chargeFor: { credits: usdt(credits) } };
  resultOf(await debit(createSpending(store.database.pool), spender(), charge));
}

const giveBack = async (walletId: string) =>
  resultOf(
    await requestRefund(store.database.pool, store.crediting.catalogs, spender(), { walletId, reason: "unused" }),
  );

const recordSentBack = (id = "") =>
  refundDeposit(store.crediting, id, {
    ...{ clientId: "cli_operator", note: "sent back" },
    ...{ txHash: `0x${"ab".repeat(32)}`, allowShortfall: true },
  });

const walletOf = ({ walletId }: { walletId: string }) => readWallet(store.database.pool, walletId);

/** 4 and 6 USDT, the second part of which completed the pack; of the first one's credits 40 are left, of all others none. */
async function useUpSecondOfTwo() {
  const { checkout, parts } = await payInParts("4", "6");
  const { walletId } = checkout;
  await spend(walletId, "20");
  const spending = createSpending(store.database.pool);
  const pinned = resultOf(await hold(spending, spender(), { walletId, chargeFor: { credits: usdt("40") } }));
  await spend(walletId, "60");
  resultOf(await voidHold(spending, spender(), { holdId: pinned.id }));
  return { checkout, parts };
}

test("a payment that a fork merely brings back is not settled anew because another was given back and paid", async () => {
  const { checkout, parts } = await useUpSecondOfTwo();
  await giveBack(checkout.walletId);
  await recordSentBack(parts[0]);
  await lose(store, checkout.id, parts.slice(1));
  await resolveReorged(store.crediting, "ethereum");
  expect(await store.deposits(checkout.id)).toMatchObject([
    { status: "refunded" },
    { status: "credited", credits: usdt("76"), reversals: 0 },
  ]);
  expect(await walletOf(checkout)).toMatchObject({ available: 0n, held: 0n, debt: 0n });
});

/** Paid by the first two of three parts, which are used up; the third one was given back, and a fork has taken the two. */
async function loseAllButGivenBack() {
  const { checkout, parts } = await payInParts("5", "5", "5");
  await spend(checkout.walletId, "125");
  await giveBack(checkout.walletId);
  const [gone = "", comesBack = ""] = parts;
  await lose(store, checkout.id, [gone, comesBack]);
  await move(store, gone, NOWHERE);
  const { blockHash } = await move(store, comesBack, { blockHash: NOWHERE.blockHash });
  const resolve = () => resolveReorged(store.crediting, "ethereum");
  const statuses = async () => (await store.deposits(checkout.id)).map(({ status }) => status);
  return { checkout, gone, comesBack, blockHash, resolve, statuses };
}

async function timesPaid({ id }: { id: string }): Promise<number> {
  const paid = "SELECT FROM outbox WHERE object_id = $1 AND type = 'checkout.paid'";
  return (await store.database.pool.query(paid, [id])).rowCount ?? 0;
}

test("what was given back pays nothing anew once one of two lost payments is gone for good and the other one is back", async () => {
  const { checkout, comesBack, blockHash, resolve, statuses } = await loseAllButGivenBack();
  await resolve();
  expect(await statuses()).toEqual(["reorged", "stuck", "credited"]);
  await move(store, comesBack, { blockHash });
  await resolve();
  expect(await statuses()).toEqual(["reorged", "credited", "credited"]);
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "open", exception: null });
  expect(await timesPaid(checkout)).toBe(1);
});

test("nor where an operator sent back the one that was not lost", async () => {
  const { checkout, parts } = await payInParts("5", "5", "5");
  await spend(checkout.walletId, "125");
  await giveBack(checkout.walletId);
  await lose(store, checkout.id, parts.slice(0, 1));
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid" });
  const { blockHash } = await move(store, parts[0] ?? "", { blockHash: NOWHERE.blockHash });
  await recordSentBack(parts[1]);
  await move(store, parts[0] ?? "", { blockHash });
  await resolveReorged(store.crediting, "ethereum");
  expect((await store.deposits(checkout.id)).map(({ status }) => status)).toEqual(["credited", "refunded", "credited"]);
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "open", exception: null });
  expect(await timesPaid(checkout)).toBe(1);
});
