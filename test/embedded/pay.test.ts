import { afterEach, beforeEach, expect, it } from "vitest";
import { payOnDevelopmentChain } from "../../src/embedded/pay.js";
import type { TronNode } from "../../src/embedded/tron/node.js";
import { type FaultProxy, startFaultProxy } from "../support/faultProxy.js";
import { startTronNode } from "../support/tronNode.js";

const BUYER = "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC";

let node: TronNode;
let proxy: FaultProxy;

beforeEach(async () => {
  node = await startTronNode({ solidLag: 1 });
  proxy = await startFaultProxy(node.rpcUrl);
});
afterEach(async () => {
  await proxy.close();
  await node.close();
});

it("pays on TRON where the chain's clock leaps between the making of the payment and its sending", async () => {
  let hasLeapt = false;
  const leap = (text: string, operation: string): string => {
    if (operation === "triggersmartcontract" && !hasLeapt) {
      hasLeapt = true;
      // The node does one thing after the other: both are done before the payment comes.
      void node.control.advanceClock(3_600);
      void node.control.mine(1);
    }
    return text;
  };
  proxy.faults = [{ kind: "rewrite", change: leap }];
  const { faucetPrivateKey, usdt } = node;
  const tron = { rpcUrl: proxy.url, faucetPrivateKey, usdt };
  await payOnDevelopmentChain({ network: "tron", development: { tron }, to: BUYER, amount: 5n });
  await node.control.mine(1);
  expect(proxy.calls.filter((call) => call === "broadcasttransaction")).toHaveLength(2);
});
