import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { creditDeposit } from "../../src/deposits/creditDeposit.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { listGrants } from "../../src/ledger/listGrants.js";

import { verifyLedger } from "../../src/ledger/verify.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { NETWORKS } from "../support/networks.js";
import type { TestNetwork } from "../support/testNetwork.js";

const usdt = parseAmount;

describe.each(NETWORKS)("the deposit journey on %s", (_name, start) => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    store = await createDepositStore(network);
  });
  afterAll(async () => {
    expect((await verifyLedger(store.database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
    await store.close();
    await network.close();
  });

  test("an exact payment is seen, waits until it is final, and is credited with its bonuses as separate grants", async () => {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("10"));
    await store.work();
    expect((await store.checkout(checkout.id)).status).toBe("confirming");
    expect((await store.deposits(checkout.id)).map(({ status }) => status)).toEqual(["confirming"]);
    expect(await store.available(checkout.walletId)).toBe(0n);
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid", exception: null });
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "credited", credits: usdt("120") }]);
    const grants = await listGrants(store.database.pool, checkout.walletId, { limit: 10 });
    expect(grants.data.map(({ kind, granted }) => [kind, granted]).sort()).toEqual([
      ["bonus", usdt("10")],
      ["bonus", usdt("10")],
      ["purchased", usdt("100")],
    ]);
  });

  test("an underpayment earns the base rate and the payment bonus, and the rest completes the pack", async () => {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("4"));
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.checkout(checkout.id)).toMatchObject({ status: "open", exception: null });
    expect(await store.available(checkout.walletId)).toBe(usdt("44"));
    await network.pay(checkout.address, usdt("6"));
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid", exception: null });
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
  });

  test("an overpayment earns the base rate for what is above the price", async () => {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("15"));
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid", exception: "overpaid" });
    expect(await store.available(checkout.walletId)).toBe(usdt("175"));
  });

  test("two payments in one transaction are two deposits, each credited once (case 6)", async () => {
    const checkout = await store.open();
    await network.payMany([
      { to: checkout.address, amount: usdt("7") },
      { to: checkout.address, amount: usdt("3") },
    ]);
    await network.mine(network.finalAfter);
    await store.work();
    const deposits = await store.deposits(checkout.id);
    expect(deposits.map(({ amount }) => amount).sort()).toEqual([usdt("3"), usdt("7")].sort());
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
  });

  test("a deposit below the minimum waits, and is credited together with what completes it", async () => {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("0.4"));
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.available(checkout.walletId)).toBe(0n);
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "confirming" }]);
    await network.pay(checkout.address, usdt("0.6"));
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.available(checkout.walletId)).toBe(usdt("11"));
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "credited" }, { status: "credited" }]);
  });

  test("a fork that drops a payment before it is final leaves no credit (case 12)", async () => {
    const checkout = await store.open();
    await network.mine(2);
    await network.pay(checkout.address, usdt("10"));
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "confirming" }]);
    await network.fork(1, false);
    await network.mine(network.finalAfter + 1);
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "reorged" }]);
    expect((await store.checkout(checkout.id)).status).toBe("open");
    expect(await store.available(checkout.walletId)).toBe(0n);
  });

  test("a fork that moves a payment to another block gives one deposit and one credit (case 13)", async () => {
    const checkout = await store.open();
    await network.mine(2);
    await network.pay(checkout.address, usdt("10"));
    await store.work();
    const [before] = await store.deposits(checkout.id);
    await network.fork(1, true);
    await network.mine(network.finalAfter + 2);
    await store.work();
    const deposits = await store.deposits(checkout.id);
    expect(deposits).toMatchObject([{ id: before?.id, status: "credited", txHash: before?.txHash }]);
    expect(deposits[0]?.blockHash).not.toBe(before?.blockHash);
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
  });

  test("the same blocks scanned by several workers at once, and credited by several, give one credit (case 27)", async () => {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("10"));
    await network.mine(network.finalAfter);
    const { pool } = store.database;
    await Promise.all(Array.from({ length: 6 }, () => scanNetwork(pool, network.chain)));
    const [deposit] = await store.deposits(checkout.id);
    expect(await store.deposits(checkout.id)).toHaveLength(1);
    await pool.query("UPDATE deposits SET status = 'confirming', final_at = now(), due_at = now() WHERE id = $1", [
      deposit?.id,
    ]);
    const results = await Promise.all(
      Array.from({ length: 6 }, () => creditDeposit(store.crediting, deposit?.id ?? "")),
    );
    expect(results.filter(({ kind }) => kind === "credited")).toHaveLength(1);
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
  });

  test("a late payment earns the base rate and payment bonus, never the pack", async () => {
    const checkout = await store.open({ packId: "studio", ttlSeconds: 60 });
    await network.advance(60 + 1800 + 5);
    await network.pay(checkout.address, usdt("100"));
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.available(checkout.walletId)).toBe(usdt("1100"));
    expect((await store.checkout(checkout.id)).exception).toBe("paid_late");
  });
});
