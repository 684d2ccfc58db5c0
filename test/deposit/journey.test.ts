import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listGrants } from "../../src/ledger/listGrants.js";
import { verifyLedger } from "../../src/ledger/verify.js";
import { parseAmount } from "../../src/lib/money.js";
import { type Backend, createDepositStore, type DepositStore } from "../support/depositStore.js";
import { NETWORKS } from "../support/networks.js";
import { startRedis, type TestRedis } from "../support/redis.js";
import type { TestNetwork } from "../support/testNetwork.js";

const usdt = parseAmount;

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  await redis.close();
});

const backendOf = (name: Backend["name"]): Backend => (name === "Redis" ? { name, url: redis.url } : { name });

/** Without a queue, and on the workers' own processors over each kind of queue. */
const BACKENDS = ["calls", "PostgreSQL", "Redis"] as const;
const JOURNEYS = NETWORKS.flatMap(([name, start]) => BACKENDS.map((backend) => [name, backend, start] as const));

describe.each(JOURNEYS)("the deposit journey on %s, driven by %s", (_name, backend, start) => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    store = await createDepositStore(network, "final", backendOf(backend));
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

  test("a late payment earns the base rate and payment bonus, never the pack", async () => {
    const checkout = await store.open({ packId: "studio", ttlSeconds: 60 });
    // A fork before leaves the clock of a chain on a busy machine behind ours by as long as it took.
    await network.advance(60 + 1800 + 120);
    await network.pay(checkout.address, usdt("100"));
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.available(checkout.walletId)).toBe(usdt("1100"));
    expect((await store.checkout(checkout.id)).exception).toBe("paid_late");
  });
});
