import { expect, test } from "vitest";
import { recordMissed } from "../../src/deposits/recordMissed.js";
import { resolveReorged } from "../../src/deposits/resolveReorged.js";
import { readWallet } from "../../src/ledger/readWallet.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { openEthereumStore } from "../support/ethereumStore.js";
import { lose, move, NOWHERE } from "./lostPayment.js";

// A pack of 10 USDT in parts of 4 and 6, both of which a fork takes. The first one seems to be gone for good, and comes again.
// It is worth 44 credits alone, the second one 66, both together 120.

const { network, store } = await openEthereumStore({ verifiesEach: true });
const { pool } = store.database;

async function loseBoth() {
  const checkout = await store.open();
  for (const amount of ["4", "6"]) {
    await network.pay(checkout.address, usdt(amount));
    await network.mine(network.finalAfter);
    await store.work();
  }
  const [first, second] = (await store.deposits(checkout.id)).map(({ id, blockNumber }) => ({ id, blockNumber }));
  if (first === undefined || second === undefined) throw new Error("The checkout has not both payments.");
  await lose(store, checkout.id, [first.id, second.id]);
  const { txHash } = await move(store, first.id, NOWHERE);
  const { blockHash } = await move(store, second.id, { blockHash: NOWHERE.blockHash });
  await resolveReorged(store.crediting, "ethereum");
  expect((await store.deposits(checkout.id)).map(({ status }) => status)).toEqual(["reorged", "stuck"]);
  const firstComesAgain = async () => {
    await move(store, first.id, { txHash });
    const pass = await network.chain.openPass();
    const { transfers, ...block } = await pass.readBlock(first.blockNumber);
    await recordMissed(pool, "ethereum", [{ block, transfers: await pass.resolveLogPositions(transfers) }]);
  };
  const secondIsBack = async () => {
    await move(store, second.id, { blockHash });
    await resolveReorged(store.crediting, "ethereum");
  };
  return { checkout, firstComesAgain, secondIsBack };
}

async function expectPaidOnce({ id, walletId }: { id: string; walletId: string }): Promise<void> {
  expect(await readWallet(pool, walletId)).toMatchObject({ available: usdt("120"), held: 0n, debt: 0n });
  expect(await store.checkout(id)).toMatchObject({ status: "paid", exception: null });
}

test("the second one is settled without the first where it is back before, and the pack is completed once", async () => {
  const { checkout, firstComesAgain, secondIsBack } = await loseBoth();
  await secondIsBack();
  expect(await store.available(checkout.walletId)).toBe(usdt("66"));
  await firstComesAgain();
  await store.work();
  await expectPaidOnce(checkout);
});

test.each([
  ["seen", async () => {}],
  ["credited", store.work],
])("the pack is not brought a second time where the first one was %s again before", async (_state, work) => {
  const { checkout, firstComesAgain, secondIsBack } = await loseBoth();
  await firstComesAgain();
  await work();
  await secondIsBack();
  await store.work();
  await expectPaidOnce(checkout);
});
