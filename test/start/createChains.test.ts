import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ethereumDefinition } from "../../src/chains/definitions/ethereum.js";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { readEnv } from "../../src/lib/env.js";
import { createChains } from "../../src/start/createChains.js";
import {
  type NetworkBehindProxy,
  startEthereumBehindProxy,
  startTronBehindProxy,
} from "../support/networkBehindProxy.js";

const never = new AbortController().signal;

const cases = [
  { network: "ethereum", definition: ethereumDefinition, start: startEthereumBehindProxy },
  { network: "tron", definition: tronDefinition, start: startTronBehindProxy },
] as const;

describe.each(cases)("$network with providers of one's own", ({ network, definition, start }) => {
  let node: NetworkBehindProxy;
  beforeAll(async () => {
    node = await start();
  });
  afterAll(() => node.close());

  /** The chain of a store with this token contract, of which the only provider is the development node. */
  function open(usdt: string | undefined) {
    const name = network.toUpperCase();
    const variables = { [`${name}_RPC_URLS`]: node.nodeUrl, ...(usdt === undefined ? {} : { [`${name}_USDT`]: usdt }) };
    const chain = createChains(readEnv(variables), null, never).get(network);
    if (chain === undefined) throw new Error(`${network} is off`);
    return chain;
  }

  it.each([
    ["unset", undefined],
    ["set to the real contract", definition.usdt],
  ])("serves the real chain or nothing, and counts calls, where the contract is %s", async (_, usdt) => {
    const chain = open(usdt);
    expect(chain.providers()).toMatchObject([{ budget: definition.callsPerDay }]);
    expect(chain.pace()).not.toBeNull();
    await expect(chain.openPass()).rejects.toMatchObject({ failure: "wrong_chain" });
  });

  it("serves any chain where the contract is another one", async () => {
    const chain = open(node.chain.usdt);
    expect(chain.providers()).toMatchObject([{ budget: null }]);
    expect((await chain.openPass()).head.number).toBeGreaterThan(0);
  });
});

it("knows the real contract on Ethereum without its checksum", () => {
  const ETHEREUM_USDT = ethereumDefinition.usdt.toLowerCase();
  const chains = createChains(readEnv({ ETHEREUM_RPC_URLS: "http://127.0.0.1:1", ETHEREUM_USDT }), null, never);
  expect(chains.get("ethereum")?.providers()).toMatchObject([{ budget: ethereumDefinition.callsPerDay }]);
});
