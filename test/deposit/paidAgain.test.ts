import { expect, test } from "vitest";
import { requestRefund } from "../../src/checkout/requestRefund.js";
import { refundDeposit } from "../../src/deposits/refundDeposit.js";
import { resolveReorged } from "../../src/deposits/resolveReorged.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { hold } from "../../src/spend/hold.js";
import { createSpending, spender } from "../ledger/spendingFixture.js";
import { openEthereumStore } from "../support/ethereumStore.js";
import { lose } from "./lostPayment.js";

// A pack of 10 USDT that was paid, whose payments are taken back or given back then.

// The payment that is said to be gone for good, which the chain has.
const { network, store } = await openEthereumStore({ planted: ["it is no deposit"] });

async function pay(checkout: { id: string; address: string }, amount: string): Promise<string> {
  await network.pay(checkout.address, usdt(amount));
  await network.mine(network.finalAfter);
  await store.work();
  return (await store.deposits(checkout.id)).at(-1)?.id ?? "";
}

const sendBack = (id: string) =>
  refundDeposit(store.crediting, id, {
    ...{ clientId: "cli_operator", note: "sent back" },
    ...{ txHash: `0x${"ab".repeat(32)}`, allowShortfall: true },
  });

async function giveBack({ walletId }: { walletId: string }): Promise<void> {
  const caller = { clientId: "cli_test", key: walletId, fingerprint: "give back", requestId: "req_1" };
  const wish = { walletId, reason: "changed my mind" };
  expect((await requestRefund(store.database.pool, store.crediting.catalogs, caller, wish)).ok).toBe(true);
}

async function timesPaid({ id }: { id: string }): Promise<number> {
  const { rowCount } = await store.database.pool.query(
    "SELECT FROM outbox WHERE object_id = $1 AND type = 'checkout.paid'",
    [id],
  );
  return rowCount ?? 0;
}

test("what comes after its payment was sent back, and is given back, pays nothing of it", async () => {
  const checkout = await store.open();
  await sendBack(await pay(checkout, "10"));
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "open" });
  await pay(checkout, "6");
  await giveBack(checkout);
  await pay(checkout, "4");
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "open", exception: null });
  expect(await timesPaid(checkout)).toBe(1);
});

test("nor does what was there before, and is given back once the checkout is open again", async () => {
  const checkout = await store.open();
  await pay(checkout, "4");
  await sendBack(await pay(checkout, "10"));
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "open" });
  await giveBack(checkout);
  await pay(checkout, "6");
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "open", exception: null });
  await pay(checkout, "4");
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid", exception: null });
  expect(await timesPaid(checkout)).toBe(2);
});

test("what pays it alone after another was sent back keeps it paid also when it is given back", async () => {
  const checkout = await store.open();
  const first = await pay(checkout, "10");
  await pay(checkout, "10");
  await sendBack(first);
  await giveBack(checkout);
  await pay(checkout, "1");
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid" });
  expect(await timesPaid(checkout)).toBe(1);
});

/** Paid in halves; the second one was given back, and a fork has taken the first, whose block is none that was scanned. */
async function loseOneOfTwo() {
  const checkout = await store.open();
  const id = await pay(checkout, "5");
  await pay(checkout, "5");
  // The first payment's credits are pinned, and every bonus, so that the second one alone is given back.
  const pinned = { walletId: checkout.walletId, chargeFor: { credits: usdt("70") } };
  expect((await hold(createSpending(store.database.pool), spender(), pinned)).ok).toBe(true);
  await giveBack(checkout);
  await lose(store, checkout.id, [id]);
  const [first] = (await store.deposits(checkout.id)).filter((deposit) => deposit.id === id);
  const identify = (blockHash = first?.blockHash, txHash = first?.txHash) =>
    store.database.pool.query("UPDATE deposits SET block_hash = $2, tx_hash = $3, due_at = now() WHERE id = $1", [
      ...[id, blockHash, txHash],
    ]);
  await identify("left");
  const statusOfFirst = async () => (await store.deposits(checkout.id)).find((each) => each.id === id)?.status;
  return { checkout, identify, statusOfFirst };
}

test("what was given back does not pay it anew while a fork holds another payment", async () => {
  const { checkout, identify, statusOfFirst } = await loseOneOfTwo();
  await pay(checkout, "5");
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "open" });
  expect(await timesPaid(checkout)).toBe(1);
  await identify();
  await resolveReorged(store.crediting, "ethereum");
  expect(await statusOfFirst()).toBe("credited");
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid" });
});

test("nor once that payment is gone for good", async () => {
  const { checkout, identify, statusOfFirst } = await loseOneOfTwo();
  await pay(checkout, "5");
  // A transaction that no node knows.
  await identify("left", `0x${"00".repeat(32)}`);
  await resolveReorged(store.crediting, "ethereum");
  expect(await statusOfFirst()).toBe("reorged");
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "open" });
  expect(await timesPaid(checkout)).toBe(1);
  await identify();
  await store.database.pool.query("UPDATE deposits SET due_at = NULL WHERE checkout_id = $1", [checkout.id]);
});

test("what was given back keeps it paid also when a fork takes it for a while", async () => {
  const checkout = await store.open();
  const id = await pay(checkout, "10");
  await giveBack(checkout);
  await lose(store, checkout.id, [id]);
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "open" });
  await resolveReorged(store.crediting, "ethereum");
  expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid", exception: null });
});
