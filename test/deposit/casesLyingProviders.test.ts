import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { readNetwork } from "../../src/deposits/network.js";
import { pauseNetwork } from "../../src/deposits/pauseNetwork.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { parseAmount as usdt } from "../../src/lib/money.js";
import type { Asked } from "../support/faultProxy.js";
import { type NetworkBehindProxy, startEthereumBehindProxy } from "../support/networkBehindProxy.js";
import { NETWORKS_BEHIND_PROXIES, openProviderScene, type ProviderScene } from "./providerScene.js";

const word = (amount: bigint) => amount.toString(16).padStart(64, "0");

/** A header with another number: in words on TRON as in the id, in hex on Ethereum. */
function renumber(text: string, number: number): string {
  const id = number.toString(16).padStart(16, "0");
  return text
    .replace(/"blockID":"\w{16}/, `"blockID":"${id}`)
    .replace(/"number":\d+/, `"number":${number}`)
    .replace(/"number":"0x\w+"/, `"number":"0x${number.toString(16)}"`);
}

/** The final block's header, with another number. */
function callFinal(text: string, { path, body }: Asked, number: number): string {
  const isFinal = path.endsWith("walletsolidity/getblock") || body.includes('"finalized"');
  return isFinal ? renumber(text, number) : text;
}

const isHead = (operation: string, { body }: Asked) => operation === "getnowblock" || body.includes('"latest"');

/** The node's own answer about an older block, as it would be if that were its head. */
async function askHeader({ chain, nodeUrl }: NetworkBehindProxy, number: number): Promise<string> {
  const hex = `0x${number.toString(16)}`;
  const [path, asked] =
    chain.network === "tron"
      ? ["/wallet/getblockbynum", { num: number }]
      : ["/", { jsonrpc: "2.0", id: 1, method: "eth_getBlockByNumber", params: [hex, false] }];
  const headers = { "content-type": "application/json" };
  return (await fetch(nodeUrl + path, { method: "POST", headers, body: JSON.stringify(asked) })).text();
}

afterEach(() => {
  vi.useRealTimers();
});

describe.each(NETWORKS_BEHIND_PROXIES)("providers of %s", (_name, start) => {
  let scene: ProviderScene;
  beforeAll(async () => {
    scene = await openProviderScene(start);
  });
  afterEach(() => scene.calm());
  // The payment whose amount a provider changed to 2^255.
  afterAll(() => scene.close(["it is no deposit"]));

  test("that show a payment in their newest block get nothing credited before it is final (case 15)", async () => {
    const { network, store } = scene;
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
    const { network, store, workOn, workUntilPaid } = scene;
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

  test("that call blocks final far above the chain in a long catch-up make none final that was not scanned (case 15)", async () => {
    const { network, store, workOn, workUntilPaid } = scene;
    await workOn();
    await network.mine(540);
    const { number } = (await network.chain.openPass()).head;
    network.proxy.faults = [
      {
        kind: "rewrite",
        change: (text, operation, asked) =>
          isHead(operation, asked) ? renumber(text, number + 20_000) : callFinal(text, asked, number + 10_000),
      },
    ];
    const { pool } = store.database;
    expect(await scanNetwork(pool, network.chain)).toMatchObject({ scanned: 500, behind: true });
    const { cursorNumber, finalNumber } = await readNetwork(pool, network.chain.network);
    expect(finalNumber).toBe(cursorNumber);
    network.proxy.faults = [];
    await workOn();
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("10"));
    await store.work();
    expect(await store.available(checkout.walletId)).toBe(0n);
    await network.mine(network.finalAfter);
    await workUntilPaid(checkout.id);
  });

  test("that report 2^255 units leave it to an operator, and later payments flow on (case 18)", async () => {
    const { network, payAndFinish, store } = scene;
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
    const { cursor, network, store, workOn, workUntilPaid } = scene;
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
    const { cursor, network, payAndFinish, store, workOn, workUntilPaid } = scene;
    await workOn();
    const checkout = await payAndFinish();
    const before = await cursor();
    const other = await start();
    await other.mine((before ?? 0) + 10);
    // Our TRON nodes have one genesis, so that the other chain could be a branch of this one, and an operator has to look.
    const identities = await Promise.all([network, other].map(({ chain }) => chain.readIdentity()));
    const isBranch = new Set(identities.map(({ genesisHash }) => genesisHash)).size === 1;
    expect(isBranch).toBe(network.chain.network === "tron");
    // Known at once by its blocks, long before its genesis is asked for again.
    network.proxy.target = other.nodeUrl;
    await expect(scanNetwork(store.database.pool, network.chain)).rejects.toMatchObject({
      code: "internal",
      message: expect.stringMatching(isBranch ? /The fork on tron reaches below every block/ : /serves another chain/),
    });
    expect(await cursor()).toBe(before);
    expect(await readNetwork(store.database.pool, network.chain.network)).toMatchObject({
      pausedAt: isBranch ? expect.any(Date) : null,
    });
    expect(await store.deposits(checkout.id)).toEqual([]);
    network.proxy.target = network.nodeUrl;
    await workOn();
    const resumption = { paused: false, clientId: "cli_operator", note: "the old one is back" };
    if (isBranch) await pauseNetwork(store.database.pool, network.chain.network, resumption);
    await workUntilPaid(checkout.id);
    await other.close();
  });

  test("whose head jumps back only wait until it is there again (case 23)", async () => {
    const { cursor, network, store, workOn } = scene;
    await network.mine(3);
    await workOn();
    const before = await cursor();
    const older = await askHeader(network, (before ?? 0) - 2);
    network.proxy.faults = [
      { kind: "rewrite", change: (text, operation, asked) => (isHead(operation, asked) ? older : text) },
    ];
    expect((await network.chain.openPass()).head.number).toBe((before ?? 0) - 2);
    expect(await scanNetwork(store.database.pool, network.chain)).toMatchObject({ scanned: 0, rolledBack: 0 });
    expect(await cursor()).toBe(before);
  });

  test("whose head jumps far ahead are followed as far as there are blocks, and no further (case 23)", async () => {
    const { cursor, network, store, workOn, workUntilPaid } = scene;
    await workOn();
    const checkout = await store.open();
    await network.pay(checkout.address, usdt("10"));
    const { number } = (await network.chain.openPass()).head;
    network.proxy.faults = [
      {
        kind: "rewrite",
        change: (text, operation, asked) => (isHead(operation, asked) ? renumber(text, number + 1_000) : text),
      },
    ];
    expect((await network.chain.openPass()).head.number).toBe(number + 1_000);
    await expect(scanNetwork(store.database.pool, network.chain)).rejects.toMatchObject({ failure: "behind" });
    expect(await cursor()).toBe(number);
    network.proxy.faults = [];
    await network.mine(network.finalAfter);
    await workUntilPaid(checkout.id);
    expect(await store.deposits(checkout.id)).toHaveLength(1);
  });
});

test("an Ethereum provider with a chain of the same id and another genesis is refused (case 23)", async () => {
  const network = await startEthereumBehindProxy();
  // Their genesis blocks differ in their times alone, which are in seconds.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const other = await startEthereumBehindProxy();
  const identity = await network.chain.readIdentity();
  const { chainId, genesisHash } = await other.chain.readIdentity();
  expect(chainId).toBe(identity.chainId);
  expect(genesisHash).not.toBe(identity.genesisHash);
  await network.chain.openPass();
  network.proxy.target = other.nodeUrl;
  const refusal = { failure: "wrong_chain", message: expect.stringContaining(genesisHash) };
  await expect(network.connect([network.proxy.url], identity).openPass()).rejects.toMatchObject(refusal);
  // One that was right before is looked at again every quarter of an hour.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 15 * 60_000 });
  await expect(network.chain.openPass()).rejects.toMatchObject(refusal);
  await network.close();
  await other.close();
});
