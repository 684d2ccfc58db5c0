import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addressOfBytes } from "../../src/chains/addresses.js";
import type { Chain, RecordedTransfer } from "../../src/chains/chain.js";
import { ethereumDefinition } from "../../src/chains/definitions/ethereum.js";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { type FixtureHandler, type FixtureServer, readFixture, startFixtureServer } from "../support/fixtureServer.js";
import { recordedEthereum, serveEthereum } from "../support/fixtureServerEthereum.js";
import { recordedWholeChain, serveTronChain } from "../support/fixtureServerTron.js";

// Two servers of the same recorded chain; the second one is changed by each test.

type Setup = {
  serve: FixtureHandler;
  connect(urls: string[]): Chain;
  block: number;
  /** The second server leaves the logs out of this transaction's receipt. */
  withoutLogs(txHash: string): FixtureHandler;
  /** The second server does not know this transaction. */
  without(txHash: string): FixtureHandler;
  /** The second server has this transaction in no block yet. */
  pooled(txHash: string): FixtureHandler;
};

function ethereum(): Setup {
  const recorded = recordedEthereum();
  const serve = serveEthereum(recorded);
  type Change = (method: string, result: Record<string, unknown>) => Record<string, unknown> | null;
  const changed = (txHash: string, change: Change): FixtureHandler => {
    return (request) => {
      const { id, method, params } = request.body as { id: number; method: string; params: string[] };
      const answer = serve(request) as { json: { result: Record<string, unknown> } };
      if (params[0] !== txHash) return answer;
      return { json: { jsonrpc: "2.0", id, result: change(method, answer.json.result) } };
    };
  };
  const isReceipt = (method: string) => method === "eth_getTransactionReceipt";
  return {
    serve,
    connect: (urls) =>
      createEthereumChain({
        urls,
        usdt: ethereumDefinition.usdt,
        xpub: DEVELOPMENT_XPUBS.ethereum,
        callTimeoutMs: 1_000,
      }),
    block: 17173049,
    withoutLogs: (txHash) =>
      changed(txHash, (method, result) => (isReceipt(method) ? { ...result, logs: [] } : result)),
    without: (txHash) => changed(txHash, () => null),
    pooled: (txHash) => changed(txHash, (method) => (isReceipt(method) ? null : { hash: txHash, blockNumber: null })),
  };
}

function tron(): Setup {
  const serve = serveTronChain(recordedWholeChain());
  const { token } = readFixture("tron/java-tron/chain.json") as { token: string };
  const usdt = addressOfBytes("tron", token.slice(2));
  const changed = (txHash: string, change: (json: object) => object): FixtureHandler => {
    return (request) => {
      const answer = serve(request) as { json: object };
      const asked = (request.body as { value?: string } | null)?.value;
      return asked === txHash ? { json: change(answer.json) } : answer;
    };
  };
  return {
    serve,
    connect: (urls) => createTronChain({ urls, usdt, xpub: DEVELOPMENT_XPUBS.tron, callTimeoutMs: 1_000 }),
    block: 41,
    withoutLogs: (txHash) => changed(txHash, (json) => ("log" in json ? { ...json, log: [] } : json)),
    without: (txHash) => changed(txHash, () => ({})),
    // What gettransactionbyid says of a pooled one is what it says of a packed one.
    pooled: (txHash) => changed(txHash, (json) => ("blockNumber" in json ? {} : { txID: txHash })),
  };
}

describe.each([
  ["ethereum", ethereum],
  ["tron", tron],
] satisfies [string, () => Setup][])("a second provider of %s", (_name, prepare) => {
  let setup: Setup;
  let first: FixtureServer;
  let second: FixtureServer;
  let chain: Chain;
  let transfer: RecordedTransfer;
  beforeEach(async () => {
    setup = prepare();
    first = await startFixtureServer(setup.serve);
    second = await startFixtureServer(setup.serve);
    chain = setup.connect([first.url, second.url]);
    const pass = await chain.openPass();
    const { transfers } = await pass.readBlock(setup.block);
    const [resolved] = await pass.resolveLogPositions(transfers.slice(0, 1));
    if (resolved === undefined) throw new Error("the recorded block has no transfer");
    transfer = resolved;
  });
  afterEach(async () => {
    await first.close();
    await second.close();
  });

  test("agrees with what it sees in the same block at the same log", async () => {
    expect(await chain.crossCheck(transfer)).toEqual({ kind: "agrees" });
    expect(second.requests.length).toBeGreaterThan(0);
  });

  test("disagrees with a log that only one of them reports (case 22)", async () => {
    second.intercept = setup.withoutLogs(transfer.txHash);
    expect(await chain.crossCheck(transfer)).toMatchObject({ kind: "disagrees" });
  });

  test("disagrees with another token, amount or recipient than was recorded", async () => {
    for (const wrong of [
      { amount: transfer.amount + 1n },
      { to: "nobody" },
      { token: "the token of another log" },
      { logPosition: 77 },
    ]) {
      expect(await chain.crossCheck({ ...transfer, ...wrong })).toMatchObject({ kind: "disagrees" });
    }
  });

  test("decides nothing while it does not know the transaction, has it in its pool, or is down", async () => {
    second.intercept = setup.without(transfer.txHash);
    await expect(chain.crossCheck(transfer)).rejects.toMatchObject({ failure: "behind" });
    second.intercept = setup.pooled(transfer.txHash);
    expect((await setup.connect([second.url]).readTransaction(transfer.txHash)).kind).toBe("pooled");
    await expect(chain.crossCheck(transfer)).rejects.toMatchObject({ failure: "behind" });
    second.intercept = () => ({ reset: true });
    await expect(chain.crossCheck(transfer)).rejects.toMatchObject({ failure: "broken" });
  });

  test("decides nothing while it has the transaction in another block, as on the other branch of a fork", async () => {
    const asked = chain.crossCheck({ ...transfer, blockHash: "ab" });
    await expect(asked).rejects.toMatchObject({ failure: "behind", message: expect.stringContaining("not ab") });
  });

  test("is said to be missing where one host is all there is", async () => {
    expect(await setup.connect([first.url]).crossCheck(transfer)).toEqual({ kind: "no_second_provider" });
    expect(await setup.connect([first.url, first.url]).crossCheck(transfer)).toEqual({ kind: "no_second_provider" });
  });
});
