import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAmount } from "../../src/lib/money.js";
import { scanNode } from "../support/checkBooks.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { NETWORKS } from "../support/networks.js";
import type { TestNetwork } from "../support/testNetwork.js";

const usdt = parseAmount;

describe.each(NETWORKS)("a transfer on %s", (_name, start) => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    store = await createDepositStore(network);
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  test("of nothing, which a stranger makes from an account of somebody else, changes nothing (case 7)", async () => {
    const [victim, ours] = [await store.open(), await store.open()];
    const everything = async () => {
      const { rows } = await store.database.pool.query<{ text: string }>(
        `SELECT c::text AS text FROM checkouts c UNION ALL SELECT w::text FROM wallets w UNION ALL SELECT o::text FROM outbox o
         UNION ALL SELECT d::text FROM deposits d UNION ALL SELECT h::text FROM deposit_history h ORDER BY 1`,
      );
      return rows.map(({ text }) => text);
    };
    const before = await everything();
    const txHash = await network.pullNothing(victim.address, ours.address);
    await network.mine(network.finalAfter);
    await store.work();
    // It is on the chain, as a transfer to us like any other.
    const { transfers } = await scanNode(network.chain, network.nodeUrl);
    const poison = transfers.filter((transfer) => transfer.txHash === txHash);
    expect(poison).toMatchObject([{ to: ours.address, amount: 0n, final: true }]);
    expect(await everything()).toEqual(before);
    await network.pay(ours.address, usdt("10"));
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.available(ours.walletId)).toBe(usdt("120"));
  });

  test("of which the token keeps 0.19 %, the most that Tether's contract allows, earns what arrived (case 10)", async () => {
    const [part, whole] = [await store.open(), await store.open()];
    await network.setFee(19);
    await network.pay(part.address, usdt("7"));
    await network.pay(whole.address, usdt("10"));
    await network.setFee(0);
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.deposits(part.id)).toMatchObject([{ status: "credited", amount: usdt("6.9867") }]);
    expect(await store.available(part.walletId)).toBe(usdt("76.8537"));
    // What is missing is within the tolerance.
    expect(await store.deposits(whole.id)).toMatchObject([{ status: "credited", amount: usdt("9.981") }]);
    expect(await store.checkout(whole.id)).toMatchObject({ status: "paid", exception: null });
    expect(await store.available(whole.walletId)).toBe(usdt("120"));
  });
});
