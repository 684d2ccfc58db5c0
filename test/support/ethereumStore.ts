import { afterAll, afterEach, expect } from "vitest";
import { verifyLedger } from "../../src/ledger/verify.js";
import { createDepositStore, type DepositStore } from "./depositStore.js";
import { startEthereumNetwork } from "./ethereumNetwork.js";
import type { TestNetwork } from "./testNetwork.js";

type Expected = {
  /** What is wrong at the end because a test made it so, a part of each fault's words. */
  planted?: string[];
  /** Whether the ledger is verified after each test, too. */
  verifiesEach?: boolean;
};

/** A store over an anvil of its own for the tests of one file: made while the file loads, closed when its tests are done. */
export async function openEthereumStore({ planted = [], verifiesEach = false }: Expected = {}): Promise<{
  network: TestNetwork;
  store: DepositStore;
}> {
  const network = await startEthereumNetwork();
  const store = await createDepositStore(network);
  if (verifiesEach) {
    afterEach(async () => {
      expect((await verifyLedger(store.database.pool)).checks.filter(({ ok }) => !ok)).toEqual([]);
    });
  }
  afterAll(async () => {
    await store.close(planted);
    await network.close();
  });
  return { network, store };
}
