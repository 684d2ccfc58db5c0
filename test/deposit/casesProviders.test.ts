import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expireCheckouts } from "../../src/checkout/expireCheckouts.js";
import { readNetwork } from "../../src/deposits/network.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import type { Fault } from "../support/faultProxy.js";
import {
  type NetworkBehindProxy,
  startEthereumBehindProxy,
  startTronBehindProxy,
} from "../support/networkBehindProxy.js";
import { moveStoreTime } from "../support/storeTime.js";

// Coffer reaches each development chain only through a proxy that lies and breaks as the test says.

const usdt = parseAmount;
const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
const word = (amount: bigint) => amount.toString(16).padStart(64, "0");

describe.each([
  ["ethereum", startEthereumBehindProxy],
  ["tron", startTronBehindProxy],
] satisfies [string, () => Promise<NetworkBehindProxy>][])("providers of %s", (_name, start) => {
  let network: NetworkBehindProxy;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    store = await createDepositStore(network);
  });
  afterEach(() => {
    network.proxy.faults = [];
    network.proxy.storm = null;
    network.proxy.pardon();
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  const cursor = async () => (await readNetwork(store.database.pool, network.chain.network)).cursorNumber;

  /** Works on, as the beats of the queue do, until it has gone well once. */
  async function workOn(): Promise<void> {
    while (
      !(await store.work().then(
        () => true,
        () => false,
      ))
    )
      await pause();
  }

  async function workUntilPaid(checkoutId: string): Promise<void> {
    for (;;) {
      await store.work().catch(() => {});
      if ((await store.checkout(checkoutId)).status === "paid") return;
      // What failed is tried again later; the test does not wait for it.
      await store.database.pool.query("UPDATE deposits SET due_at = now() WHERE due_at IS NOT NULL");
      await pause();
    }
  }

  async function payAndFinish() {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("10"));
    await network.mine(network.finalAfter);
    return checkout;
  }

  test("that show a payment in their newest block get nothing credited before it is final (case 15)", async () => {
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("10"));
    for (let block = 1; block < network.finalAfter; block += 1) {
      await network.mine(1);
      await store.work();
      expect(await store.available(checkout.walletId)).toBe(0n);
    }
    await network.mine(1);
    await store.work();
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
  });

  test("of which one calls its newest block final are not believed against a second one (case 15)", async () => {
    await workOn();
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("10"));
    const newest = (await network.chain.openPass()).head.number;
    network.proxy.faults = [{ kind: "rewrite", change: (text, _, asked) => callFinal(text, asked, newest) }];
    const chain = network.connect([network.proxy.url, network.nodeUrl]);
    expect(await chain.openPass()).toMatchObject({ provider: new URL(network.proxy.url).host });
    expect((await chain.openPass()).finalHeight).toBeLessThan(newest);
    expect((await network.chain.openPass()).finalHeight).toBe(newest);
    network.proxy.faults = [];
    await network.mine(network.finalAfter);
    await workUntilPaid(checkout.id);
  });

  test("that report 2^255 units leave it to an operator, and later payments flow on (case 18)", async () => {
    const checkout = await store.open();
    const huge = 2n ** 255n;
    await network.pay(checkout.address, 10_000_001n);
    network.proxy.faults = [{ kind: "rewrite", change: (text) => text.replaceAll(word(10_000_001n), word(huge)) }];
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([
      { amount: huge, status: "stuck", stuckReason: "review_threshold" },
    ]);
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.available(checkout.walletId)).toBe(0n);
    network.proxy.faults = [];
    const next = await payAndFinish();
    await store.work();
    expect(await store.available(next.walletId)).toBe(usdt("120"));
  });

  test("that answer `[]` for a block that holds a payment do not move the cursor past it (cases 20 and 77)", async () => {
    await workOn();
    const checkout = await store.open();
    const before = await cursor();
    await network.pay(checkout.address, usdt("10"));
    network.proxy.faults = [{ kind: "withhold" }];
    await expect(scanNetwork(store.database.pool, network.chain)).rejects.toMatchObject({ failure: "behind" });
    await network.mine(network.finalAfter);
    await expect(scanNetwork(store.database.pool, network.chain)).rejects.toMatchObject({ failure: "behind" });
    expect(await cursor()).toBe(before);
    network.proxy.faults = [];
    await workUntilPaid(checkout.id);
  });

  test("that turn into another chain are not believed, and the cursor waits for the old one (case 23)", async () => {
    await workOn();
    const checkout = await payAndFinish();
    const before = await cursor();
    const other = await start();
    await other.mine((before ?? 0) + 10);
    network.proxy.target = other.nodeUrl;
    await expect(scanNetwork(store.database.pool, network.chain)).rejects.toThrow();
    expect(await cursor()).toBe(before);
    expect(await store.deposits(checkout.id)).toEqual([]);
    network.proxy.target = network.nodeUrl;
    await workUntilPaid(checkout.id);
    await other.close();
  });

  test("whose head jumps back only wait until it is there again (case 23)", async () => {
    await network.mine(3);
    await workOn();
    const before = await cursor();
    const behind = await network.chain.openPass();
    const lagging = {
      ...network.chain,
      openPass: async () => ({ ...behind, head: await behind.readHeader((before ?? 0) - 2) }),
    };
    expect(await scanNetwork(store.database.pool, lagging)).toMatchObject({ scanned: 0, rolledBack: 0 });
    expect(await cursor()).toBe(before);
  });

  test.each([
    ["status 503", { kind: "status", status: 503 }],
    ["status 429", { kind: "suspension", seconds: 0.2 }],
    ["ranges refused as too large", { kind: "too_large" }],
  ] satisfies [string, Fault][])(
    "that answer with %s are asked again, for less or later (case 24)",
    async (_, fault) => {
      await store.work().catch(() => {});
      const checkout = await payAndFinish();
      await network.mine(6);
      network.proxy.storm = { chance: fault.kind === "too_large" ? 1 : 0.05, faults: [fault] };
      await workUntilPaid(checkout.id);
      expect(await store.available(checkout.walletId)).toBe(usdt("120"));
    },
  );

  test("that suspend us for 27 s are not asked again meanwhile, nor is anything lost (case 24)", async () => {
    const { url } = network.proxy;
    const suspended = network.connect([url]);
    const both = network.connect([url, network.nodeUrl]);
    network.proxy.faults = [{ kind: "suspension", seconds: 27 }];
    await expect(suspended.openPass()).rejects.toMatchObject({ failure: "limited", retryAfterMs: 27_000 });
    expect((await both.openPass()).provider).toBe(new URL(network.nodeUrl).host);
    const asked = network.proxy.calls.length;
    await expect(suspended.openPass()).rejects.toMatchObject({ failure: "limited" });
    expect((await both.openPass()).provider).toBe(new URL(network.nodeUrl).host);
    expect(network.proxy.calls.length).toBe(asked);
    expect(both.providers().map(({ ok }) => ok)).toEqual([false, true]);
    network.proxy.pardon();
  });

  test.each([
    ["a hung socket", { kind: "latency", ms: 6_000 }],
    ["half an answer", { kind: "truncate" }],
    ["HTML", { kind: "html" }],
    ["200 with an error", { kind: "error", message: "internal error" }],
    ["a reset", { kind: "reset" }],
  ] satisfies [string, Fault][])(
    "that answer with %s never make us think that nobody paid (case 25)",
    async (_, fault) => {
      await workOn();
      const checkout = await payAndFinish();
      const before = await cursor();
      network.proxy.faults = [fault];
      await expect(scanNetwork(store.database.pool, network.chain)).rejects.toMatchObject({ failure: "broken" });
      expect(await cursor()).toBe(before);
      network.proxy.faults = [];
      await workUntilPaid(checkout.id);
    },
  );

  test("that are all down close no open checkout, and are caught up with in order (case 26)", async () => {
    await workOn();
    const { pool } = store.database;
    const checkout = await store.open({ ttlSeconds: 60 });
    const before = await cursor();
    network.proxy.faults = [{ kind: "reset" }];
    await network.pay(checkout.address, usdt("10"));
    await network.mine(network.finalAfter + 30);
    await expect(scanNetwork(pool, network.chain)).rejects.toMatchObject({ failure: "broken" });
    await moveStoreTime(pool, 1);
    await expireCheckouts(pool);
    expect(await store.checkout(checkout.id)).toMatchObject({ status: "open", exception: null });
    network.proxy.faults = [];
    await workUntilPaid(checkout.id);
    expect(await store.checkout(checkout.id)).toMatchObject({ status: "paid", exception: null });
    const { rows } = await pool.query(
      "SELECT count(*)::integer AS blocks, max(number) - min(number) + 1 AS span FROM blocks WHERE number >= $1",
      [before],
    );
    expect(rows[0].blocks).toBe(rows[0].span);
    await moveStoreTime(pool, 0);
  });

  test.each([1, 2])(
    "that fail in every way at random lose and double nothing (cases 20 to 25, seed %i)",
    async (seed) => {
      await workOn();
      network.proxy.reseed(seed);
      network.proxy.storm = { chance: 0.04, faults: STORM };
      const checkouts = [];
      for (let buyer = 0; buyer < 3; buyer += 1) {
        checkouts.push(await payAndFinish());
        await store.work().catch(() => {});
      }
      for (const { id, walletId } of checkouts) {
        await workUntilPaid(id);
        expect(await store.deposits(id)).toMatchObject([{ status: "credited" }]);
        expect(await store.available(walletId)).toBe(usdt("120"));
      }
    },
  );
});

/** The final block's header, with another number: in words on TRON as in the id, in hex on Ethereum. */
function callFinal(text: string, { path, body }: { path: string; body: string }, number: number): string {
  if (path.includes("walletsolidity/getblock")) {
    const id = number.toString(16).padStart(16, "0");
    return text.replace(/"blockID":"\w{16}/, `"blockID":"${id}`).replace(/"number":\d+/, `"number":${number}`);
  }
  return body.includes('"finalized"') ? text.replace(/"number":"0x\w+"/, `"number":"0x${number.toString(16)}"`) : text;
}

const STORM: Fault[] = [
  { kind: "reset" },
  { kind: "truncate" },
  { kind: "html" },
  { kind: "status", status: 500 },
  { kind: "error", message: "internal error" },
  { kind: "withhold" },
  { kind: "too_large" },
  { kind: "latency", ms: 100 },
  { kind: "suspension", seconds: 0.2 },
];
