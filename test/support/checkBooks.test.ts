import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAmount } from "../../src/lib/money.js";
import { findBookFaults, findChainFaults } from "./checkBooks.js";
import { createDepositStore, type DepositStore } from "./depositStore.js";
import { startEthereumNetwork } from "./ethereumNetwork.js";
import type { TestNetwork } from "./testNetwork.js";

// Every store of a test is checked when it closes; here each kind of damage is shown to be found by that.

let network: TestNetwork;
let store: DepositStore;
beforeAll(async () => {
  network = await startEthereumNetwork();
  store = await createDepositStore(network);
  const checkout = await store.open();
  await network.pay(checkout.address, parseAmount("10"));
  await network.mine(network.finalAfter);
  await store.work();
  expect(await faults()).toEqual([]);
});
afterAll(() => network.close());

async function faults(): Promise<string[]> {
  const { pool } = store.database;
  return [...(await findBookFaults(pool)), ...(await findChainFaults(pool, network.chain, network.nodeUrl))];
}

const DAMAGE: [found: string, damage: string, repair: string][] = [
  [
    "wallet_balances",
    "UPDATE wallets SET available = available + 1 WHERE available > 0",
    "UPDATE wallets SET available = available - 1 WHERE available > 0",
  ],
  [
    "deposits_told",
    "UPDATE outbox SET type = 'deposit.stuck' WHERE type = 'deposit.credited'",
    "UPDATE outbox SET type = 'deposit.credited' WHERE type = 'deposit.stuck'",
  ],
  [
    "it is no deposit",
    "UPDATE deposits SET status = 'reorged' WHERE status = 'credited'",
    "UPDATE deposits SET status = 'credited' WHERE status = 'reorged'",
  ],
  [
    "it was credited and is not on the chain",
    "UPDATE deposits SET amount = amount + 1",
    "UPDATE deposits SET amount = amount - 1",
  ],
];

test.each(DAMAGE)("finds: %s", async (found, damage, repair) => {
  await store.database.pool.query(damage);
  expect(await faults()).toContainEqual(expect.stringContaining(found));
  await store.database.pool.query(repair);
  expect(await faults()).toEqual([]);
});

test("fails what closes a damaged store", async () => {
  await store.database.pool.query(DAMAGE[0]?.[1] ?? "");
  await expect(store.close()).rejects.toThrow();
});
