import { afterEach, expect, test } from "vitest";
import { refundDeposit } from "../../src/deposits/refundDeposit.js";
import { resolveReorged } from "../../src/deposits/resolveReorged.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { settleWallet } from "../../src/ledger/settleWallet.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { debit } from "../../src/spend/debit.js";
import { refund } from "../../src/spend/refund.js";
import { createSpending, resultOf, spender } from "../ledger/spendingFixture.js";
import { openEthereumStore } from "../support/ethereumStore.js";
import { moveStoreTime } from "../support/storeTime.js";
import { lose, move, NOWHERE } from "./lostPayment.js";

// Credits that came back after their end live for a day of grace, also where their payment is settled anew meanwhile. Credits
// of the default catalogue live for 365 days.

// The payment that is said to be gone for good, which the chain has.
const { network, store } = await openEthereumStore({ planted: ["it is no deposit"], verifiesEach: true });
afterEach(async () => {
  await moveStoreTime(store.database.pool, 0);
});

/** A pack of 10 USDT in parts of 4 and 6. Alone, the second one is worth 60 credits and 6 for paying in USDT. */
async function payInParts() {
  const checkout = await store.open();
  for (const amount of ["4", "6"]) {
    await network.pay(checkout.address, usdt(amount));
    await network.mine(network.finalAfter);
    await store.work();
  }
  return { checkout, parts: (await store.deposits(checkout.id)).map(({ id }) => id) };
}

const walletOf = ({ walletId }: { walletId: string }) => readWallet(store.database.pool, walletId);

test("what a fork brings back after its end keeps its grace where another payment is gone for good", async () => {
  const { checkout, parts } = await payInParts();
  await lose(store, checkout.id, parts);
  await moveStoreTime(store.database.pool, 400);
  await move(store, parts[0] ?? "", NOWHERE);
  await resolveReorged(store.crediting, "ethereum");
  expect(await store.deposits(checkout.id)).toMatchObject([{ status: "reorged" }, { status: "credited" }]);
  expect(await walletOf(checkout)).toMatchObject({ available: usdt("66"), held: 0n, debt: 0n });
  await moveStoreTime(store.database.pool, 402);
  await settleWallet(store.database.pool, checkout.walletId);
  expect(await walletOf(checkout)).toMatchObject({ available: 0n });
});

test("credits of a refunded debit keep it where another part is sent back, and no others live again", async () => {
  const { checkout, parts } = await payInParts();
  const { walletId } = checkout;
  const spending = createSpending(store.database.pool);
  // All 20 bonus credits, the first part's 40 and 10 of the second part's; the other 50 lapse.
  const spent = resultOf(await debit(spending, spender(), { walletId, chargeFor: { credits: usdt("70") } }));
  await moveStoreTime(store.database.pool, 400);
  resultOf(await refund(spending, spender(), { debitId: spent.id, credits: usdt("70"), reason: "it failed" }));
  expect(await walletOf(checkout)).toMatchObject({ available: usdt("70") });
  await refundDeposit(store.crediting, parts[0] ?? "", {
    ...{ clientId: "cli_operator", note: "sent back" },
    ...{ txHash: `0x${"ab".repeat(32)}`, allowShortfall: true },
  });
  expect(await store.deposits(checkout.id)).toMatchObject([{ status: "refunded" }, { credits: usdt("66") }]);
  // Of its 26 the 10 for a first purchase are not its own any more.
  expect(await walletOf(checkout)).toMatchObject({ available: usdt("16"), debt: 0n });
});
