import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Chain } from "../../src/chains/chain.js";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { parseAmount } from "../../src/lib/money.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { startEthereumNetwork } from "../support/ethereumNetwork.js";
import type { TestNetwork } from "../support/testNetwork.js";
import { startTronNetwork } from "../support/tronNetwork.js";

/** A development chain, read as providers of the real one are: with an eye on the calls. */
type Counted = { network: TestNetwork; chain: Chain };

async function startEthereum(): Promise<Counted> {
  const network = await startEthereumNetwork();
  const { nodeUrl, usdt } = network;
  return {
    network,
    chain: createEthereumChain({ urls: [nodeUrl], usdt, xpub: DEVELOPMENT_XPUBS.ethereum, sparing: true }),
  };
}

async function startTron(): Promise<Counted> {
  const network = await startTronNetwork();
  const { rpcUrl, usdt } = network.node;
  return { network, chain: createTronChain({ urls: [rpcUrl], usdt, xpub: DEVELOPMENT_XPUBS.tron, sparing: true }) };
}

describe.each([
  ["ethereum", startEthereum, 25_000],
  ["tron", startTron, 100_000],
] satisfies [string, () => Promise<Counted>, number][])("the calls of a scan on %s", (_name, start, budget) => {
  let counted: Counted;
  let store: DepositStore;
  const callsOf = () => counted.chain.providers()[0]?.callsToday ?? 0;
  beforeAll(async () => {
    counted = await start();
    store = await createDepositStore(counted.network);
  });
  afterAll(async () => {
    await store.close();
    await counted.network.close();
  });

  test("are two for each new block at the head, and one more once a payment may be final", async () => {
    const { network, chain } = counted;
    const { pool } = store.database;
    await scanNetwork(pool, chain);
    const checkout = await store.open();
    await network.pay(checkout.address, parseAmount("10"));
    await scanNetwork(pool, chain);
    const before = callsOf();
    for (let block = 0; block < 40; block += 1) {
      await network.mine(1);
      expect(await scanNetwork(pool, chain)).toMatchObject({ scanned: 1, behind: false });
    }
    expect(callsOf() - before).toBeGreaterThanOrEqual(80);
    expect(callsOf() - before).toBeLessThanOrEqual(82);
  });

  test("are one where nothing is new, and are shown beside the day's budget", async () => {
    const before = callsOf();
    await scanNetwork(store.database.pool, counted.chain);
    expect(callsOf() - before).toBe(1);
    expect(counted.chain.providers()).toMatchObject([{ callsToday: before + 1, budget }]);
  });

  test("of a catch-up go by ranges of final blocks, and are never more than two for a block", async () => {
    const { network, chain } = counted;
    await network.mine(200);
    const before = callsOf();
    const { scanned } = await scanNetwork(store.database.pool, chain);
    expect(scanned).toBe(200);
    // An empty block of a development chain has an empty bloom, which proves nothing on Ethereum: its logs are asked for.
    const [perBlock, ranges] = chain.network === "tron" ? [1.3, network.finalAfter] : [2, 10];
    expect(callsOf() - before).toBeLessThan(200 * perBlock + ranges);
  });
});
