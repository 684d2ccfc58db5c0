import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWallet } from "../../src/ledger/createWallet.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { NETWORKS } from "../support/networks.js";
import type { TestNetwork } from "../support/testNetwork.js";

const usdt = parseAmount;

describe.each(NETWORKS)("confirmations by amount on %s: one block up to 50 USDT, final above", (_name, start) => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    store = await createDepositStore(network, "50:1,final");
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  const statusesOf = async (checkoutId: string) => (await store.deposits(checkoutId)).map(({ status }) => status);

  test("a small payment is credited in its block, a large one once it is final", async () => {
    const [small, large] = [await store.open(), await store.open({ amountUsd: usdt("60") })];
    await network.pay(small.address, usdt("10"));
    await network.pay(large.address, usdt("60"));
    await store.work();
    expect(await statusesOf(small.id)).toEqual(["credited"]);
    expect(await statusesOf(large.id)).toEqual(["confirming"]);
    await network.mine(network.finalAfter);
    await store.work();
    expect(await statusesOf(large.id)).toEqual(["credited"]);
  });

  test("a large payment gains nothing by being split, over checkouts of the wallet neither", async () => {
    const { id: walletId } = (await createWallet(store.database.pool, {})).wallet;
    const [one, other] = [await store.open({ walletId }), await store.open({ walletId })];
    await network.payMany([one, other, one].map(({ address }) => ({ to: address, amount: usdt("20") })));
    await store.work();
    expect([...(await statusesOf(one.id)), ...(await statusesOf(other.id))]).toEqual(Array(3).fill("confirming"));
    await network.mine(network.finalAfter);
    await store.work();
    expect([...(await statusesOf(one.id)), ...(await statusesOf(other.id))]).toEqual(Array(3).fill("credited"));
  });
});
