import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Chain } from "../../src/chains/chain.js";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { createLogger } from "../../src/lib/log.js";
import { createScanProcessor } from "../../workers/scan.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { type NetworkBehindProxy, startEthereumBehindProxy } from "../support/networkBehindProxy.js";

// Case 48: a worker whose clock is an hour off looks at a network as often as any other.

const HOUR_MS = 3_600_000;

describe("where calls are counted, a worker whose clock is wrong", () => {
  let network: NetworkBehindProxy;
  let store: DepositStore;
  let chain: Chain;
  beforeAll(async () => {
    network = await startEthereumBehindProxy();
    store = await createDepositStore(network);
    const { usdt } = network.chain;
    chain = createEthereumChain({ urls: [network.proxy.url], usdt, xpub: DEVELOPMENT_XPUBS.ethereum, sparing: true });
    await scanNetwork(store.database.pool, chain);
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  /** Calls that one beat costs when the last pass was so long ago, as the database knows. */
  async function beat(secondsAgo: number, clockError: number): Promise<number> {
    const { pool } = store.database;
    const scan = createScanProcessor(
      pool,
      new Map([["ethereum", chain]]),
      { add: async () => {} },
      createLogger("silent"),
    );
    await pool.query("UPDATE networks SET checked_at = now() - $1 * interval '1 second', cursor_at = now()", [
      secondsAgo,
    ]);
    const before = network.proxy.calls.length;
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + clockError });
    try {
      await scan({ network: "ethereum" });
    } finally {
      vi.useRealTimers();
    }
    return network.proxy.calls.length - before;
  }

  test.each([-HOUR_MS, -60_000, 0, 60_000, HOUR_MS])(
    "by %i ms asks once a block's time has passed, and not before",
    async (off) => {
      expect(await beat(1, off)).toBe(0);
      expect(await beat(13, off)).toBeGreaterThan(0);
    },
  );
});
