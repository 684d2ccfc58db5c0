import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Chain } from "../../src/chains/chain.js";
import { readNetwork } from "../../src/deposits/network.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { createDepositStore, type DepositStore } from "../support/depositStore.js";
import { NETWORKS } from "../support/networks.js";
import type { TestNetwork } from "../support/testNetwork.js";

// Any number of workers may scan a network at once. What one of them saw may be over when it comes to act on it.

/** The chain, seen by a worker that stands still for `meanwhile` once it has read the header of block `number`. */
function standingStill(chain: Chain, number: number, meanwhile: () => Promise<unknown>): Chain {
  return {
    ...chain,
    openPass: async (options) => {
      const pass = await chain.openPass(options);
      return {
        ...pass,
        readHeader: async (asked) => {
          const header = await pass.readHeader(asked);
          if (asked === number) await meanwhile();
          return header;
        },
      };
    },
  };
}

describe.each(NETWORKS)("two workers that scan %s", (_name, start) => {
  let network: TestNetwork;
  let store: DepositStore;
  beforeAll(async () => {
    network = await start();
    store = await createDepositStore(network, "1");
    await network.mine(network.finalAfter + 2);
    await store.work();
  });
  afterAll(async () => {
    await store.close();
    await network.close();
  });

  test("walk a fork back once: the slower one leaves alone what the other one has read since", async () => {
    const { pool } = store.database;
    const { chain } = network;
    const before = await readNetwork(pool, chain.network);
    const ancestor = (before.cursorNumber ?? 0) - 1;
    await network.fork(1, false);
    await network.mine(network.finalAfter + 2);
    const result = await scanNetwork(pool, standingStill(chain, ancestor, store.work));
    expect(result.rolledBack).toBe(0);
    const after = await readNetwork(pool, chain.network);
    expect(after.finalNumber).toBeGreaterThan(ancestor);
    expect(after).toMatchObject({ pausedAt: null, cursorNumber: after.headNumber });
  });
});
