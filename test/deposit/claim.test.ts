import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { claimTransaction } from "../../src/deposits/claimTransaction.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import { NETWORKS } from "../support/networks.js";
import type { TestNetwork } from "../support/testNetwork.js";
import { startTronNetwork } from "../support/tronNetwork.js";

const usdt = parseAmount;

describe.each(NETWORKS)("a claim on %s", (_name, start) => {
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

  const claim = (checkoutId: string, txHash: string) =>
    claimTransaction(store.database.pool, store.crediting.chains, checkoutId, txHash);

  /** A payment that the scan passed over, as when a provider withheld its log. */
  async function payUnseen(address: string): Promise<string> {
    const txHash = await network.pay(address, usdt("10"));
    await store.work();
    const { pool } = store.database;
    await pool.query("DELETE FROM outbox USING deposits WHERE deposits.id = object_id AND tx_hash = $1", [txHash]);
    await pool.query("DELETE FROM deposit_history USING deposits WHERE id = deposit_id AND tx_hash = $1", [txHash]);
    await pool.query("DELETE FROM deposits WHERE tx_hash = $1", [txHash]);
    return txHash;
  }

  test("of a payment that a scan missed records it, and it is credited once, however often it is claimed (cases 21, 69)", async () => {
    const checkout = await store.open();
    const txHash = await payUnseen(checkout.address);
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => claim(checkout.id, `  ${txHash.toUpperCase()} `.replace("0X", "0x"))),
    );
    expect(claims.map(({ state }) => state)).toEqual(Array(5).fill("recorded"));
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "detected", amount: usdt("10") }]);
    expect((await store.checkout(checkout.id)).status).toBe("confirming");
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
    expect(await claim(checkout.id, txHash)).toMatchObject({ state: "recorded" });
    await store.work();
    expect(await store.deposits(checkout.id)).toHaveLength(1);
    expect(await store.available(checkout.walletId)).toBe(usdt("120"));
  });

  test("of a payment in a block that was not scanned yet says so and leaves it to the scan", async () => {
    const checkout = await store.open();
    const txHash = await network.pay(checkout.address, usdt("10"));
    expect(await claim(checkout.id, txHash)).toMatchObject({ state: "seen" });
    expect(await store.deposits(checkout.id)).toEqual([]);
    await store.work();
    expect(await claim(checkout.id, txHash)).toMatchObject({ state: "recorded" });
    expect(await store.deposits(checkout.id)).toHaveLength(1);
  });

  test("of anything that does not pay this checkout's address is not found (case 69)", async () => {
    const checkout = await store.open();
    const other = await store.open();
    const foreign = await network.pay(other.address, usdt("10"));
    await store.work();
    const unknown = "ab".repeat(32);
    for (const txHash of [foreign, unknown, "no hash", ""]) {
      await expect(claim(checkout.id, txHash)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await store.deposits(checkout.id)).toEqual([]);
  });
});

describe.each(NETWORKS)("a claim on %s of what failed", (_name, start) => {
  test("is not found, says so, and credits nothing (case 69)", async () => {
    const network = await start();
    const store = await createDepositStore(network);
    const checkout = await store.open();
    // More than there is of the token: the call is packed, and reverted.
    const txHash = await network.pay(checkout.address, 10n ** 24n);
    await network.mine(network.finalAfter);
    await store.work();
    const claim = claimTransaction(store.database.pool, store.crediting.chains, checkout.id, txHash);
    await expect(claim).rejects.toMatchObject({ code: "not_found", message: expect.stringContaining("failed") });
    expect(await store.deposits(checkout.id)).toEqual([]);
    await store.close();
    await network.close();
  });
});

describe("a claim while the day's calls run short", () => {
  test("asks no node and is put off, and works again once they suffice", async () => {
    const network = await startEthereumNetwork();
    const store = await createDepositStore(network);
    const { nodeUrl, usdt: token } = network;
    const chain = createEthereumChain({
      urls: [nodeUrl],
      usdt: token,
      xpub: DEVELOPMENT_XPUBS.ethereum,
      sparing: true,
    });
    const checkout = await store.open();
    const txHash = await network.pay(checkout.address, usdt("10"));
    const claim = () => claimTransaction(store.database.pool, new Map([["ethereum", chain]]), checkout.id, txHash);
    const tellOfCalls = (calls: number) => chain.shareCalls(async () => calls);
    await tellOfCalls(25_000);
    expect(chain.pace()?.isSlowed).toBe(true);
    await expect(claim()).rejects.toMatchObject({ code: "unavailable" });
    expect(chain.providers()).toMatchObject([{ callsToday: 25_000 }]);
    await tellOfCalls(0);
    expect(await claim()).toMatchObject({ state: "seen" });
    await store.close();
    await network.close();
  });
});

describe("a claim on a network that was turned off", () => {
  test("says so", async () => {
    const network = await startEthereumNetwork();
    const store = await createDepositStore(network);
    const checkout = await store.open();
    const claim = claimTransaction(store.database.pool, new Map(), checkout.id, "ab".repeat(32));
    await expect(claim).rejects.toMatchObject({ code: "network_disabled" });
    await store.close();
    await network.close();
  });
});

describe("a claim of a payment in another token", () => {
  test("is found, and not said to be credited", async () => {
    const network = await startEthereumNetwork();
    const { anvil, nodeUrl, usdt: token } = network;
    const usdc = await anvil.deploy("UsdtLike", [10n ** 15n, "USD Coin", "USDC", 6]);
    const xpub = DEVELOPMENT_XPUBS.ethereum;
    const chain = createEthereumChain({ urls: [nodeUrl], usdt: token, otherTokens: [usdc], xpub });
    const store = await createDepositStore({ ...network, chain });
    const checkout = await store.open();
    const txHash = await anvil.send("UsdtLike", usdc, "transfer", [checkout.address, usdt("10")]);
    await store.work();
    expect(await claimTransaction(store.database.pool, store.crediting.chains, checkout.id, txHash)).toMatchObject({
      state: "recorded",
      explanation: expect.stringContaining("not credited"),
    });
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "stuck", stuckReason: "unsupported_token" }]);
    await store.close();
    await network.close();
  });
});

describe("a claim of what is in no block", () => {
  let network: Awaited<ReturnType<typeof startTronNetwork>>;
  let store: DepositStore;
  beforeAll(async () => {
    network = await startTronNetwork();
    store = await createDepositStore(network);
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  test("says seen, not yet in a block, and credits nothing, before and after a fork (case 78)", async () => {
    const checkout = await store.open();
    await network.mine(2);
    const txHash = await network.pay(checkout.address, usdt("10"));
    await store.work();
    const claim = () => claimTransaction(store.database.pool, store.crediting.chains, checkout.id, txHash);
    expect(await claim()).toMatchObject({ state: "recorded" });
    // The fork's own blocks leave the payment in the pool, where gettransactionbyid goes on to say SUCCESS.
    await network.node.control.fork({ depth: 1 });
    await store.work();
    expect(await store.deposits(checkout.id)).toMatchObject([{ status: "reorged" }]);
    expect(await claim()).toMatchObject({
      state: "pooled",
      explanation: expect.stringContaining("not yet in a block"),
    });
    expect(await store.available(checkout.walletId)).toBe(0n);
  });
});
