import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { parseAmount as usdt } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";

let network: TestNetwork;
let store: DepositStore;
beforeAll(async () => {
  network = await startEthereumNetwork();
  store = await createDepositStore(network);
});
afterEach(() => {
  store.crediting.minimum = usdt("1");
});
afterAll(async () => {
  await store.close();
  await network.close();
});

async function pay(address: string, amount: string): Promise<void> {
  await network.pay(address, usdt(amount));
  await network.mine(network.finalAfter);
  await store.work();
}

const statesOf = async (id: string) => (await store.deposits(id)).map(({ status }) => status);

async function lastDetailOf(checkoutId: string): Promise<string> {
  const { rows } = await store.database.pool.query<{ detail: string }>(
    `SELECT detail FROM deposit_history JOIN deposits ON id = deposit_id WHERE checkout_id = $1
     ORDER BY at DESC, position DESC LIMIT 1`,
    [checkoutId],
  );
  return rows[0]?.detail ?? "";
}

test("what pays a checkout within its tolerance is credited, also where that is below the minimum", async () => {
  const { id, address, walletId } = await store.open({ amountUsd: usdt("1") });
  await pay(address, "0.995");
  expect(await statesOf(id)).toEqual(["credited"]);
  expect(await store.checkout(id)).toMatchObject({ status: "paid", exception: null });
  // Ten credits, one for paying in USDT, one for a first purchase.
  expect(await store.available(walletId)).toBe(usdt("12"));
});

test("a base unit less waits for more", async () => {
  const { id, address, walletId } = await store.open({ amountUsd: usdt("1") });
  await pay(address, "0.994999");
  expect(await statesOf(id)).toEqual(["confirming"]);
  expect(await lastDetailOf(id)).toContain("0.994999 USDT is below the minimum of 0.995;");
  await pay(address, "0.000001");
  expect(await statesOf(id)).toEqual(["credited", "credited"]);
  expect(await store.checkout(id)).toMatchObject({ status: "paid" });
  expect(await store.available(walletId)).toBe(usdt("12"));
});

test("a pack that costs less than the minimum is credited once it is paid, and what is above it then too", async () => {
  store.crediting.minimum = usdt("20");
  const { id, address, walletId } = await store.open();
  await pay(address, "4");
  expect(await lastDetailOf(id)).toContain("4 USDT is below the minimum of 9.95;");
  expect(await store.checkout(id)).toMatchObject({ status: "open" });
  await pay(address, "6");
  expect(await statesOf(id)).toEqual(["credited", "credited"]);
  expect(await store.available(walletId)).toBe(usdt("120"));
  await pay(address, "1");
  expect(await store.available(walletId)).toBe(usdt("131"));
});

test("money that comes late was promised nothing: below the minimum it waits", async () => {
  store.crediting.minimum = usdt("20");
  const { id, address, walletId } = await store.open();
  await store.database.pool.query(
    `UPDATE checkouts SET created_at = now() - interval '3 hours', expires_at = now() - interval '2 hours',
       in_time_until = now() - interval '1 hour' WHERE id = $1`,
    [id],
  );
  await pay(address, "10");
  expect(await statesOf(id)).toEqual(["confirming"]);
  expect(await lastDetailOf(id)).toContain("10 USDT is below the minimum of 20;");
  await pay(address, "10");
  expect(await statesOf(id)).toEqual(["credited", "credited"]);
  expect(await store.available(walletId)).toBe(usdt("220"));
});
