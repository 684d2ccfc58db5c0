import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expireCheckouts } from "../../src/checkout/expireCheckouts.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import type { Asked, Fault } from "../support/faultProxy.js";
import { startEthereumBehindProxy } from "../support/networkBehindProxy.js";
import { moveStoreTime } from "../support/storeTime.js";
import { NETWORKS_BEHIND_PROXIES, openProviderScene, type ProviderScene } from "./providerScene.js";

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

describe.each(NETWORKS_BEHIND_PROXIES)("providers of %s", (_name, start) => {
  let scene: ProviderScene;
  beforeAll(async () => {
    scene = await openProviderScene(start);
  });
  afterEach(() => scene.calm());
  afterAll(() => scene.close());

  test.each([
    ["status 503", { kind: "status", status: 503 }],
    ["status 429", { kind: "suspension", seconds: 0.2 }],
    ["ranges refused as too large", { kind: "too_large" }],
  ] satisfies [string, Fault][])(
    "that answer with %s are asked again, for less or later (case 24)",
    async (_, fault) => {
      const { network, payAndFinish, store, workUntilPaid } = scene;
      await store.work().catch(() => {});
      const checkout = await payAndFinish();
      await network.mine(6);
      // Once for certain, and then now and again.
      const before = network.proxy.met;
      network.proxy.faults = [fault];
      await store.work().catch(() => {});
      expect(network.proxy.met).toBeGreaterThan(before);
      network.proxy.storm = { chance: fault.kind === "too_large" ? 1 : 0.05, faults: [fault] };
      await workUntilPaid(checkout.id);
      expect(await store.available(checkout.walletId)).toBe(usdt("120"));
    },
  );

  test("that suspend us for 27 s are not asked again meanwhile, nor is anything lost (case 24)", async () => {
    const { network } = scene;
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
      const { cursor, network, payAndFinish, store, workOn, workUntilPaid } = scene;
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
    const { cursor, network, store, workOn, workUntilPaid } = scene;
    await workOn();
    const { pool } = store.database;
    const checkout = await store.open({ ttlSeconds: 60 });
    const before = await cursor();
    network.proxy.faults = [{ kind: "reset" }];
    await network.pay(checkout.address, usdt("10"));
    await network.mine(network.finalAfter + 30);
    await expect(scanNetwork(pool, network.chain)).rejects.toMatchObject({ failure: "broken" });
    await moveStoreTime(pool, 1);
    await expireCheckouts(pool, store.crediting.chains);
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
      const { network, payAndFinish, store, workOn, workUntilPaid } = scene;
      await workOn();
      network.proxy.reseed(seed);
      network.proxy.storm = { chance: 0.12, faults: STORM };
      const before = network.proxy.met;
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
      expect(network.proxy.met).toBeGreaterThan(before);
    },
  );
});

test("a node that has none of the blocks which we keep is behind, and makes way for the next one", async () => {
  const { calm, close, cursor, network, store, workOn } = await openProviderScene(startEthereumBehindProxy);
  const { pool } = store.database;
  await network.mine(3);
  await workOn();
  await pool.query("DELETE FROM blocks WHERE number < $1", [await cursor()]);
  await network.mine(1);
  // Its newest block is the first of the chain.
  const askFirst = async (body: string) => {
    const headers = { "content-type": "application/json" };
    return (await fetch(network.nodeUrl, { method: "POST", headers, body: body.replace('"latest"', '"0x1"') })).text();
  };
  const change = (text: string, _operation: string, { body }: Asked) =>
    body.includes('"latest"') ? askFirst(body) : text;
  network.proxy.faults = [{ kind: "rewrite", change }];
  await expect(scanNetwork(pool, network.chain)).rejects.toMatchObject({ failure: "behind" });
  const both = network.connect([network.proxy.url, network.nodeUrl]);
  expect(await scanNetwork(pool, both)).toMatchObject({ scanned: 1, rolledBack: 0 });
  calm();
  await close();
});
