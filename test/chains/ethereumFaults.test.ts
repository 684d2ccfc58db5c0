import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Chain } from "../../src/chains/chain.js";
import { ethereumDefinition } from "../../src/chains/definitions/ethereum.js";
import { bloomOf } from "../../src/chains/ethereum/bloom.js";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { type FixtureAnswer, type FixtureServer, startFixtureServer } from "../support/fixtureServer.js";
import {
  type EthereumLogJson,
  type RecordedEthereum,
  recordedEthereum,
  serveEthereum,
} from "../support/fixtureServerEthereum.js";

const { usdt, identity } = ethereumDefinition;
const xpub = DEVELOPMENT_XPUBS.ethereum;
const [FIRST, SECOND] = [17173049, 17173050];
type Rpc = { id: number; method: string; params: [Record<string, string>] };

let recorded: RecordedEthereum;
let server: FixtureServer;
let chain: Chain;

beforeEach(async () => {
  recorded = recordedEthereum();
  server = await startFixtureServer((request) => serveEthereum(recorded)(request));
  chain = createEthereumChain({ urls: [server.url], usdt, xpub, identity, callTimeoutMs: 1_000 });
});
afterEach(() => server.close());

/** Answers this JSON-RPC method with something else, or as usual where the function returns null. */
function answerWith(method: string, answer: (call: Rpc) => FixtureAnswer | null): void {
  server.intercept = ({ body }) => ((body as Rpc).method === method ? answer(body as Rpc) : null);
}
const result = (call: Rpc, value: unknown): FixtureAnswer => ({ json: { jsonrpc: "2.0", id: call.id, result: value } });
const error =
  (code: number, message: string) =>
  (call: Rpc): FixtureAnswer => ({
    json: { jsonrpc: "2.0", id: call.id, error: { code, message } },
  });
const usdtLogs = (blockNumber: number): EthereumLogJson[] =>
  recorded.logs.filter(
    (log) =>
      Number(log.blockNumber) === blockNumber &&
      log.address === usdt.toLowerCase() &&
      log.topics[0]?.startsWith("0xddf252ad"),
  );

describe("logs that can't be true", () => {
  test("none, where the header's bloom proves that more happened, is behind", async () => {
    const pass = await chain.openPass();
    answerWith("eth_getLogs", (call) => result(call, []));
    await expect(pass.readBlock(FIRST)).rejects.toMatchObject({ failure: "behind" });
    await expect(pass.readFinalBlocks(FIRST, SECOND)).rejects.toMatchObject({ failure: "behind" });
  });

  test("none for a range alone is made good by asking for the block itself", async () => {
    const pass = await chain.openPass();
    answerWith("eth_getLogs", (call) => (call.params[0].fromBlock === undefined ? null : result(call, [])));
    const blocks = await pass.readFinalBlocks(FIRST, SECOND);
    expect(blocks.map((block) => block.transfers.length)).toEqual([15, 26]);
  });

  test("none for the tokens alone, though all logs of the block hold transfers, loses none of them", async () => {
    const pass = await chain.openPass();
    // As behind a load balancer, whose next answer may be another node's.
    answerWith("eth_getLogs", (call) => (call.params[0].address === undefined ? null : result(call, [])));
    expect((await pass.readBlock(FIRST)).transfers).toHaveLength(15);
    const blocks = await pass.readFinalBlocks(FIRST, SECOND);
    expect(blocks.map((block) => block.transfers.length)).toEqual([15, 26]);
  });

  test("a block whose other logs alone fill its bloom is truly without transfers", async () => {
    const pass = await chain.openPass();
    const address = `0x${"12".repeat(20)}`;
    const other = createEthereumChain({ urls: [server.url], usdt: address, xpub, identity });
    // Nothing in the bloom: not even asked for.
    const before = server.requests.length;
    const otherPass = await other.openPass();
    expect((await otherPass.readBlock(FIRST)).transfers).toEqual([]);
    const asked = server.requests.slice(before).map(({ body }) => (body as Rpc).method);
    expect(asked).not.toContain("eth_getLogs");
    // In the bloom by another topic, with no transfer of its own: all logs of the block prove it.
    recorded.logs = recorded.logs.filter(
      (log) => log.address !== usdt.toLowerCase() || Number(log.blockNumber) !== FIRST,
    );
    await expect(pass.readBlock(FIRST)).rejects.toMatchObject({ failure: "behind" });
    const rest = recorded.logs.filter((log) => Number(log.blockNumber) === FIRST);
    const approval = {
      ...rest[0],
      address: usdt.toLowerCase(),
      topics: [`0x${"8c".repeat(32)}`],
      logIndex: "0xfff",
    } as EthereumLogJson;
    recorded.logs.push(approval);
    recorded.headers = recorded.headers.map((header) =>
      Number(header.number) === FIRST ? { ...header, logsBloom: bloomOf([...rest, approval]) } : header,
    );
    expect((await pass.readBlock(FIRST)).transfers).toEqual([]);
  });

  test.each([
    ["of another block", (log: EthereumLogJson) => ({ ...log, blockHash: `0x${"ab".repeat(32)}` })],
    ["of another height", (log: EthereumLogJson) => ({ ...log, blockNumber: "0x1" })],
    ["of another contract", (log: EthereumLogJson) => ({ ...log, address: `0x${"ab".repeat(20)}` })],
    ["marked as removed", (log: EthereumLogJson) => ({ ...log, removed: true })],
    ["twice the same", (log: EthereumLogJson) => ({ ...log, logIndex: usdtLogs(SECOND)[1]?.logIndex })],
    [
      "to a recipient that the bloom excludes",
      (log: EthereumLogJson) => ({
        ...log,
        topics: [...log.topics.slice(0, 2), `0x${"00".repeat(12)}${"77".repeat(20)}`],
      }),
    ],
  ])("%s are broken", async (_, change) => {
    const pass = await chain.openPass();
    answerWith("eth_getLogs", (call) => {
      const [first, ...rest] = usdtLogs(SECOND);
      return result(call, first === undefined ? [] : [change(first), ...rest]);
    });
    await expect(pass.readBlock(SECOND)).rejects.toMatchObject({ failure: "broken" });
  });

  test("a huge amount is read whole", async () => {
    const amount = 2n ** 255n;
    const [log] = usdtLogs(SECOND);
    if (log !== undefined) log.data = `0x${amount.toString(16)}`;
    const pass = await chain.openPass();
    expect((await pass.readBlock(SECOND)).transfers[0]?.amount).toBe(amount);
  });
});

describe("refusals in their many words", () => {
  test.each([
    [-32005, "query returned more than 10000 results. Try with this block range [0x1, 0x2]", "too_large"],
    [-32602, "exceed maximum block range: 5000", "too_large"],
    [-32600, "You can make eth_getLogs requests with up to a 10 block range.", "too_large"],
    [-32000, "Log response size exceeded.", "too_large"],
    [-32000, "query timeout exceeded", "too_large"],
    [-32602, "range 1000000 exceeds limit of 10000", "too_large"],
    [-32000, "your request rate exceeds the limit of 25 requests per second", "limited"],
    [-32000, "daily usage exceeds the limit of your plan", "limited"],
    [-32000, "unknown block", "behind"],
    [-32602, "invalid blockHash", "behind"],
    [-32005, "daily request count exceeded, request rate limited", "limited"],
    [429, "Your app has exceeded its compute units per second capacity.", "limited"],
    [-32603, "internal error", "broken"],
  ])("%i %s is %s", async (code, message, failure) => {
    const pass = await chain.openPass();
    answerWith("eth_getLogs", error(code, message));
    await expect(pass.readBlock(FIRST)).rejects.toMatchObject({ failure });
  });

  test("a refused range is halved", async () => {
    const pass = await chain.openPass();
    answerWith("eth_getLogs", (call) => {
      const { fromBlock, toBlock } = call.params[0];
      return fromBlock === toBlock ? null : error(-32600, "up to a 1 block range")(call);
    });
    expect((await pass.readFinalBlocks(FIRST, SECOND)).map((block) => block.number)).toEqual([FIRST]);
  });

  test.each([
    ["half a JSON", { text: '{"jsonrpc":"2.0","id":1,"resu' }, "broken"],
    ["HTML", { text: "<html></html>", type: "text/html" }, "broken"],
    ["an empty object", { json: {} }, "broken"],
    ["a reset", { reset: true }, "broken"],
    ["silence in the middle", { hang: true, after: '{"jsonrpc"' }, "broken"],
    ["status 413", { text: "too large", status: 413, type: "text/plain" }, "too_large"],
    ["status 429", { text: "", status: 429, headers: { "retry-after": "3" } }, "limited"],
    ["status 503", { text: "busy", status: 503, type: "text/plain" }, "broken"],
  ] satisfies [string, FixtureAnswer, string][])("%s is %s", async (_, answer, failure) => {
    const pass = await chain.openPass();
    answerWith("eth_getLogs", () => answer);
    await expect(pass.readBlock(FIRST)).rejects.toMatchObject({ failure });
  });

  test("a node without finalized blocks, or without the tag, opens no pass", async () => {
    answerWith("eth_getBlockByNumber", (call) => (String(call.params[0]) === "finalized" ? result(call, null) : null));
    await expect(chain.openPass()).rejects.toMatchObject({ failure: "behind" });
    answerWith("eth_getBlockByNumber", (call) =>
      String(call.params[0]) === "finalized" ? error(-32602, "invalid block tag")(call) : null,
    );
    await expect(chain.openPass()).rejects.toMatchObject({ failure: "broken" });
  });
});

describe("several providers", () => {
  test("the next is asked where a single block is too much for one, which shows why, and none where a range was halved", async () => {
    const second = await startFixtureServer(serveEthereum(recordedEthereum()));
    const both = createEthereumChain({ urls: [server.url, second.url], usdt, xpub, identity });
    const pass = await both.openPass();
    answerWith("eth_getLogs", (call) => {
      const { fromBlock, toBlock } = call.params[0];
      return fromBlock === toBlock ? null : error(-32600, "up to a 1 block range")(call);
    });
    await pass.readFinalBlocks(FIRST, SECOND);
    expect((await both.openPass()).provider).toBe(pass.provider);
    answerWith("eth_getLogs", error(-32000, "Log response size exceeded."));
    await expect(pass.readFinalBlocks(FIRST, FIRST)).rejects.toMatchObject({ failure: "too_large" });
    expect((await both.openPass()).provider).toBe(new URL(second.url).host);
    expect(both.providers()[0]).toMatchObject({ ok: false, lastError: expect.stringContaining("response size") });
    await second.close();
  });

  test("a pass stays with the one that it was opened on", async () => {
    const second = await startFixtureServer(serveEthereum(recordedEthereum()));
    const both = createEthereumChain({ urls: [server.url, second.url], usdt, xpub, identity });
    const pass = await both.openPass();
    answerWith("eth_getLogs", () => ({ reset: true }));
    await expect(pass.readBlock(FIRST)).rejects.toMatchObject({ failure: "broken", provider: pass.provider });
    // The other is asked for its word on the final height, and for nothing of a block.
    expect(JSON.stringify(second.requests)).not.toMatch(/eth_getLogs|eth_getBlockByHash|Receipt/);
    const next = await both.openPass();
    expect(next.provider).toBe(new URL(second.url).host);
    expect((await next.readBlock(FIRST)).transfers).toHaveLength(15);
    expect(both.providers().map((state) => state.ok)).toEqual([false, true]);
    await second.close();
  });

  test("a transaction that one does not know is asked of the next", async () => {
    const empty = await startFixtureServer(serveEthereum({ ...recordedEthereum(), receipts: [], logs: [] }));
    const both = createEthereumChain({ urls: [empty.url, server.url], usdt, xpub, identity });
    const txHash = recorded.receipts[0]?.transactionHash ?? "";
    expect(await both.readTransaction(txHash)).toMatchObject({ kind: "packed" });
    expect(await both.readTransaction(`0x${"00".repeat(32)}`)).toEqual({ kind: "unknown" });
    await empty.close();
    expect(await both.readTransaction(`0x${"00".repeat(32)}`)).toEqual({ kind: "unknown" });
    await server.close();
    await expect(both.readTransaction(txHash)).rejects.toMatchObject({ failure: "broken" });
  });

  test("one that serves another chain is not read", async () => {
    answerWith("eth_chainId", (call) => result(call, "0x38"));
    await expect(chain.openPass()).rejects.toMatchObject({ failure: "wrong_chain" });
    expect(chain.providers()).toMatchObject([{ ok: false }]);
  });

  test("a receipt of another block, or gone, does not resolve a position", async () => {
    const pass = await chain.openPass();
    const { transfers } = await pass.readBlock(SECOND);
    const some = transfers.slice(0, 1);
    answerWith("eth_getTransactionReceipt", (call) => result(call, null));
    await expect(pass.resolveLogPositions(some)).rejects.toMatchObject({ failure: "behind" });
    const [real] = recorded.receipts;
    answerWith("eth_getTransactionReceipt", (call) => result(call, { ...real, blockHash: `0x${"cd".repeat(32)}` }));
    await expect(pass.resolveLogPositions(some)).rejects.toMatchObject({ failure: "behind" });
    const blockHash = recorded.headers[1]?.hash;
    answerWith("eth_getTransactionReceipt", (call) => result(call, { ...real, blockHash, logs: [] }));
    await expect(pass.resolveLogPositions(some)).rejects.toMatchObject({ failure: "broken" });
  });

  test("the credentials in a URL are sent, and never shown", async () => {
    const url = server.url.replace("http://", "http://user:s3cret@");
    const secret = createEthereumChain({ urls: [url], usdt, xpub, identity });
    expect((await secret.openPass()).provider).not.toContain("s3cret");
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${btoa("user:s3cret")}`);
    answerWith("eth_getBlockByNumber", () => ({ text: "no", status: 500 }));
    const refusal = await secret.openPass().catch(String);
    expect(refusal).toContain("status 500");
    expect(refusal).not.toContain("s3cret");
  });
});
