import { expect, onTestFinished, test } from "vitest";
import { readNetwork } from "../../src/deposits/network.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { createDepositStore } from "../support/depositStore.js";
import { startEthereumBehindProxy, startTronBehindProxy } from "../support/networkBehindProxy.js";

/** Whether a call asks for the newest block. */
const asksForHead = (operation: string, body: string): boolean =>
  operation === "getnowblock" || body.includes('"latest"');

test.each([
  ["ethereum", startEthereumBehindProxy],
  ["tron", startTronBehindProxy],
])(
  "on %s a fork that is final once the final height is asked for, after the head that it replaced, freezes nothing",
  async (_name, start) => {
    const network = await start();
    onTestFinished(() => network.close());
    const store = await createDepositStore(network);
    const { pool } = store.database;
    await network.mine(2);
    const scanAll = async () => {
      while ((await scanNetwork(pool, network.chain)).scanned > 0);
    };
    await scanAll();
    let isForked = false;
    const forkAfterHead = async (text: string, operation: string, { body }: { body: string }) => {
      if (!isForked && asksForHead(operation, body)) {
        isForked = true;
        await network.fork(1, false);
        await network.mine(network.finalAfter + 1);
      }
      return text;
    };
    network.proxy.faults = [{ kind: "rewrite", change: forkAfterHead }];
    await scanNetwork(pool, network.chain);
    expect(isForked).toBe(true);
    network.proxy.faults = [];
    await scanAll();
    const { cursorNumber, headNumber, pausedAt } = await readNetwork(pool, network.chain.network);
    expect(cursorNumber).toBe(headNumber);
    expect(pausedAt).toBeNull();
    await store.close();
  },
);
