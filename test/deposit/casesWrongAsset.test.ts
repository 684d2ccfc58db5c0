import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addressOfBytes, bytesOfAddress } from "../../src/chains/addresses.js";
import type { Chain, Network } from "../../src/chains/chain.js";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { ProviderError } from "../../src/chains/providerError.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { claimTransaction } from "../../src/deposits/claimTransaction.js";
import { readDeposits } from "../../src/deposits/deposit.js";
import { listReconciliations } from "../../src/deposits/listReconciliations.js";
import { pinNetwork } from "../../src/deposits/network.js";
import { reconcileAddresses } from "../../src/deposits/reconcileAddresses.js";
import { reconcileNetwork } from "../../src/deposits/reconcileNetwork.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { parseAmount } from "../../src/lib/money.js";
import { createTestDatabase } from "../support/database.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import { readFixture, startFixtureServer } from "../support/fixtureServer.js";
import { derivedMainnetBlock, serveTronChain } from "../support/fixtureServerTron.js";
import { startTronBehindProxy } from "../support/networkBehindProxy.js";
import { watchRecorded } from "../support/recordedStore.js";
import type { TestNetwork } from "../support/testNetwork.js";
import { startTronNetwork } from "../support/tronNetwork.js";

type Transfer = { raw_data: { contract: { type: string; parameter: { value: { to_address?: string } } }[] } };

/** Whom the transactions of one kind in a recorded block pay. */
function recipientsOf(transactions: unknown[], type: string): string[] {
  const contracts = (transactions as Transfer[]).flatMap(({ raw_data }) => raw_data.contract);
  const paid = contracts.filter((contract) => contract.type === type);
  return [...new Set(paid.map(({ parameter }) => addressOfBytes("tron", (parameter.value.to_address ?? "").slice(2))))];
}

test("TRC10 tokens and TRX that mainnet's block 79072107 pays to our addresses are no deposits (case 11)", async () => {
  const recorded = derivedMainnetBlock();
  const block = recorded.blocks.get(79_072_107);
  const { parentHash = "" } = block?.block_header.raw_data ?? {};
  const before = { number: 79_072_106, hash: parentHash, timestamp: new Date(1) };
  const header = { number: before.number, parentHash: "0".repeat(64), timestamp: 1 };
  recorded.blocks.set(before.number, { blockID: parentHash, block_header: { raw_data: header } });
  const tokens = recipientsOf(block?.transactions ?? [], "TransferAssetContract");
  const coins = recipientsOf(block?.transactions ?? [], "TransferContract");
  expect(tokens.length).toBeGreaterThan(10);
  expect(coins.length).toBeGreaterThan(10);
  const server = await startFixtureServer(serveTronChain(recorded));
  const { pool, drop } = await createTestDatabase();
  const chain = createTronChain({ urls: [server.url], usdt: tronDefinition.usdt, xpub: DEVELOPMENT_XPUBS.tron });
  const ours = new Set([...tokens, ...coins]);
  await watchRecorded(pool, chain, before, [...ours]);
  while ((await scanNetwork(pool, chain)).behind);
  // One of those whom TRX reached got USDT in the same block, twice: that the block was read is seen by it.
  const calls = readFixture("tron/block-79072107-expected-usdt-calls.json") as { txid: string; to: string }[];
  const inUsdt = calls.filter(({ to }) => ours.has(to)).map(({ txid }) => txid);
  expect(inUsdt).toHaveLength(2);
  const deposits = await readDeposits(pool, "true", []);
  expect(deposits.map(({ txHash }) => txHash).sort()).toEqual(inUsdt.sort());
  await server.close();
  await drop();
});

test("a TRC10 token called USDT on an address of ours is shown to operators and credits nothing (case 11)", async () => {
  const network = await startTronBehindProxy();
  const store = await createDepositStore(network);
  const { pool } = store.database;
  const checkout = await store.open();
  // The development node keeps no TRC10 tokens, so the proxy adds one to its answer, as java-tron writes it.
  const token = '"assetV2":[{"key":"1002357","value":25000000},{"key":"1000226","value":0}]';
  const asked = bytesOfAddress("tron", checkout.address);
  network.proxy.faults = [
    {
      kind: "rewrite",
      change: (text, operation, { body }) =>
        operation === "getaccount" && body.includes(asked) ? text.replace(/^\{\}$/, `{${token}}`) : text,
    },
  ];
  await network.mine(network.finalAfter);
  await store.work();
  expect(await reconcileNetwork(pool, new Map([["tron", network.chain]]), network.chain)).toBe(1);
  const [run] = await listReconciliations(pool, "tron", { limit: 1 });
  expect(run?.findings).toMatchObject([
    { address: checkout.address, onChain: 0n, native: 0n, tokens: [{ id: "1002357", amount: "25000000" }] },
  ]);
  expect(await readDeposits(pool, "true", [])).toEqual([]);
  expect(await store.available(checkout.walletId)).toBe(0n);
  await store.close();
  await network.close();
});

test("an address for which another key may sign is shown to operators and leased no more (case 75)", async () => {
  const network = await startTronBehindProxy();
  const store = await createDepositStore(network);
  const { pool } = store.database;
  const [taken, whole] = [await store.open(), await store.open()];
  const hexOf = ({ address }: { address: string }) => `41${bytesOfAddress("tron", address)}`;
  const thief = `41${"ab".repeat(20)}`;
  // The development node has no permissions, so the proxy adds them to its answer, as java-tron writes them.
  const accountOf = (owner: string, active: string) => {
    const permission = (address: string) => ({ threshold: 1, keys: [{ address, weight: 1 }] });
    const others = [{ type: "Active", id: 2, operations: "7fff1fc0033e01", ...permission(active) }];
    return JSON.stringify({ owner_permission: permission(owner), active_permission: others });
  };
  network.proxy.faults = [
    {
      kind: "rewrite",
      change: (text, operation, { body }) => {
        if (operation !== "getaccount") return text;
        return body.includes(hexOf(taken)) ? accountOf(hexOf(taken), thief) : accountOf(hexOf(whole), hexOf(whole));
      },
    },
  ];
  await network.mine(network.finalAfter);
  await store.work();
  expect(await reconcileNetwork(pool, new Map([["tron", network.chain]]), network.chain)).toBe(2);
  const [run] = await listReconciliations(pool, "tron", { limit: 1 });
  const otherSigners = [addressOfBytes("tron", "ab".repeat(20))];
  expect(run?.findings).toMatchObject([{ address: taken.address, onChain: 0n, native: 0n, otherSigners }]);

  await pool.query("UPDATE checkouts SET ended_at = store_now() - interval '25 hours'");
  const again = async ({ walletId }: { walletId: string }) => (await store.open({ walletId })).address;
  expect(await again(whole)).toBe(whole.address);
  expect(await again(taken)).not.toBe(taken.address);
  await store.close();
  await network.close();
});

describe.each([
  ["ethereum", startEthereumNetwork, startTronNetwork],
  ["tron", startTronNetwork, startEthereumNetwork],
] satisfies [Network, () => Promise<TestNetwork>, () => Promise<TestNetwork>][])(
  "USDT for a checkout on %s that is paid on the other chain",
  (network, startAsked, startOther) => {
    let asked: TestNetwork;
    let other: TestNetwork;
    let store: DepositStore;
    beforeAll(async () => {
      [asked, other] = await Promise.all([startAsked(), startOther()]);
      store = await createDepositStore(asked);
      await pinNetwork(store.database.pool, other.chain);
      await scanNetwork(store.database.pool, other.chain);
    });
    afterAll(async () => {
      await store.close();
      await Promise.all([asked.close(), other.close()]);
    });

    test("is no deposit of it and pays nothing, a claim of it is refused, operators see it, and the right payment still pays (case 11)", async () => {
      const { pool } = store.database;
      const checkout = await store.open();
      // The same key holds an address on both chains: its 20 bytes are where such a payment lands.
      const twin = addressOfBytes(other.chain.network, bytesOfAddress(network, checkout.address));
      const txHash = await other.pay(twin, parseAmount("10"));
      await other.mine(other.finalAfter);
      while ((await scanNetwork(pool, other.chain)).behind);
      await asked.mine(asked.finalAfter);
      await store.work();
      expect(await other.chain.readTransaction(txHash)).toMatchObject({ kind: "packed", transfers: [{ to: twin }] });
      expect(await readDeposits(pool, "true", [])).toEqual([]);
      expect(await store.checkout(checkout.id)).toMatchObject({ status: "open" });
      expect(await store.available(checkout.walletId)).toBe(0n);

      const chains = new Map<Network, Chain>([asked.chain, other.chain].map((chain) => [chain.network, chain]));
      const claim = claimTransaction(pool, chains, checkout.id, txHash);
      await expect(claim).rejects.toMatchObject({
        code: "not_found",
        message: expect.stringContaining(`of ${network}`),
      });

      await other.mine(other.finalAfter);
      await reconcileNetwork(pool, chains, asked.chain);
      const [run] = await listReconciliations(pool, network, { limit: 1 });
      expect(run?.findings).toMatchObject([
        { address: checkout.address, walletId: checkout.walletId, onChain: 0n, onOtherChain: parseAmount("10") },
      ]);
      // This network is compared also when the other one has no calls to spare, or no node.
      const without = async (changed: Partial<Chain>) => {
        const others = new Map(chains).set(other.chain.network, { ...other.chain, ...changed });
        return (await reconcileAddresses(pool, others, asked.chain, 0)).compared;
      };
      const unknown = [{ address: checkout.address, onChain: 0n, onOtherChain: null }];
      expect(await without({ pace: () => ({ everyMs: 1_000, isSlowed: true }) })).toMatchObject(unknown);
      const readBalance = () => Promise.reject(new ProviderError("broken", "node", "is away"));
      expect(await without({ readBalance })).toMatchObject(unknown);
      await expect(without({ readBalance: () => Promise.reject(new TypeError("a fault")) })).rejects.toThrow("a fault");
      // Where both networks have one xpub, the twin may have been given out too: then it is watched, and no finding.
      await pool.query(
        "INSERT INTO addresses (network, address, address_index, wallet_id) VALUES ($1, $2, 2147483000, $3)",
        [other.chain.network, twin, checkout.walletId],
      );
      const { compared } = await reconcileAddresses(pool, chains, asked.chain, 0);
      expect(compared).toMatchObject([{ address: checkout.address, onOtherChain: 0n }]);

      await asked.pay(checkout.address, parseAmount("10"));
      await asked.mine(asked.finalAfter);
      await store.work();
      expect(await store.deposits(checkout.id)).toHaveLength(1);
      expect(await store.available(checkout.walletId)).toBe(parseAmount("120"));
    });
  },
);
