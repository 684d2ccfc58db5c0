import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Chain, Network } from "../../src/chains/chain.js";
import { ProviderError } from "../../src/chains/providerError.js";
import { listReconciliations } from "../../src/deposits/listReconciliations.js";
import { isReconciliationDue, reconcileNetwork } from "../../src/deposits/reconcileNetwork.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { NETWORKS } from "../support/networks.js";
import type { TestNetwork } from "../support/testNetwork.js";

const usdt = parseAmount;
const only = (chain: Chain) => new Map<Network, Chain>([[chain.network, chain]]);

describe.each(NETWORKS)("the daily comparison of addresses on %s", (_name, start) => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    store = await createDepositStore(network);
  });
  afterAll(async () => {
    // The deposit that a test deleted.
    await store.close(["deposits: broken", "deposits_told", "it is no deposit"]);
    await network.close();
  });

  const forgetRun = () =>
    store.database.pool.query(
      "UPDATE addresses SET reconciled_at = NULL; DELETE FROM reconciliation_findings; DELETE FROM reconciliation_runs",
    );
  const newest = async () => (await listReconciliations(store.database.pool, network.chain.network, { limit: 5 }))[0];

  test("finds USDT that was never recorded and coins that nobody credits, once a day (cases 11 and 21)", async () => {
    const { pool } = store.database;
    const [paid, missed, coin] = [await store.open(), await store.open(), await store.open()];
    const txHash = await network.pay(missed.address, usdt("10"));
    await network.pay(paid.address, usdt("7"));
    await network.payNative(coin.address, 2_500_000n);
    await network.mine(network.finalAfter);
    await store.work();
    expect(await store.deposits(coin.id)).toEqual([]);
    await pool.query("DELETE FROM deposit_history USING deposits WHERE id = deposit_id AND tx_hash = $1", [txHash]);
    await pool.query("DELETE FROM deposits WHERE tx_hash = $1", [txHash]);

    expect(await isReconciliationDue(pool, network.chain.network)).toBe(true);
    expect(await reconcileNetwork(pool, only(network.chain), network.chain)).toBe(3);
    const run = await newest();
    expect(run).toMatchObject({ addresses: 3, onChain: usdt("17"), recorded: usdt("7") });
    expect(run?.finishedAt).not.toBeNull();
    const byAddress = (a: { address: string }, b: { address: string }) => (a.address < b.address ? -1 : 1);
    expect(run?.findings.toSorted(byAddress)).toMatchObject(
      [
        { address: missed.address, walletId: missed.walletId, onChain: usdt("10"), recorded: 0n, native: 0n },
        { address: coin.address, walletId: coin.walletId, onChain: 0n, recorded: 0n, native: 2_500_000n },
      ].toSorted(byAddress),
    );
    expect(await isReconciliationDue(pool, network.chain.network)).toBe(false);
    expect(await reconcileNetwork(pool, only(network.chain), network.chain)).toBe(0);
  });

  test("goes on where it stopped when a node failed, with nothing counted twice", async () => {
    const { pool } = store.database;
    await forgetRun();
    let asked = 0;
    const failing: Chain = {
      ...network.chain,
      readAccount: async (address) => {
        asked += 1;
        if (asked === 2) throw new ProviderError("broken", "node", "is away");
        return network.chain.readAccount(address);
      },
    };
    await expect(reconcileNetwork(pool, only(failing), failing)).rejects.toMatchObject({ failure: "broken" });
    expect(await newest()).toMatchObject({ addresses: 1, finishedAt: null });
    expect(await isReconciliationDue(pool, network.chain.network)).toBe(false);
    await pool.query("UPDATE reconciliation_runs SET leased_until = now()");
    expect(await isReconciliationDue(pool, network.chain.network)).toBe(true);
    expect(await reconcileNetwork(pool, only(failing), failing)).toBe(2);
    expect(await newest()).toMatchObject({ addresses: 3 });
  });

  test("made by several processes at once compares each address once", async () => {
    const { pool } = store.database;
    await forgetRun();
    const compared = await Promise.all(
      Array.from({ length: 4 }, () => reconcileNetwork(pool, only(network.chain), network.chain)),
    );
    expect(compared.sort()).toEqual([0, 0, 0, 3]);
  });
});
