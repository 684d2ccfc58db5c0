import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addressOfBytes } from "../../src/chains/addresses.js";
import type { Chain } from "../../src/chains/chain.js";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { blockSchema, blocksSchema, infoSchema, infosSchema } from "../../src/chains/tron/schemas.js";
import { outcomeOf, transfersOfInfo } from "../../src/chains/tron/transfersOfInfo.js";
import { watchTokens } from "../../src/chains/watchedTokens.js";
import { type FixtureAnswer, type FixtureServer, readFixture, startFixtureServer } from "../support/fixtureServer.js";
import { type RecordedTronChain, recordedWholeChain, serveTronChain } from "../support/fixtureServerTron.js";

const { token } = readFixture("tron/java-tron/chain.json") as { token: string };
const usdt = addressOfBytes("tron", token.slice(2));
const xpub = DEVELOPMENT_XPUBS.tron;
/** Block 41 holds one transaction with two payments. */
const PAID = 41;
const INFOS = "gettransactioninfobyblocknum";

let recorded: RecordedTronChain;
let server: FixtureServer;
let chain: Chain;

beforeEach(async () => {
  recorded = recordedWholeChain();
  server = await startFixtureServer((request) => serveTronChain(recorded)(request));
  chain = createTronChain({ urls: [server.url], usdt, xpub, callTimeoutMs: 300 });
});
afterEach(() => server.close());

/** Answers `name` with this instead. */
function break_(name: string, answer: FixtureAnswer): void {
  server.intercept = ({ path }) => (path.endsWith(`/${name}`) ? answer : null);
}

describe("an answer that looks empty and is not", () => {
  test.each([
    ["[]", []],
    ["{}", {}],
  ])("a withheld %s is behind, never an empty block", async (_, nothing) => {
    const pass = await chain.openPass();
    break_(INFOS, { json: nothing });
    await expect(pass.readBlock(PAID)).rejects.toMatchObject({ failure: "behind" });
    await expect(pass.readFinalBlocks(PAID - 1, PAID + 1)).rejects.toMatchObject({ failure: "behind" });
    expect((await pass.readBlock(27)).transfers).toEqual([]);
  });

  test("infos that are too few, twice the same, or of another block are behind", async () => {
    const pass = await chain.openPass();
    const whole = recorded.infos.get(61) ?? [];
    expect(whole).toHaveLength(7);
    const [first] = whole;
    const wrong = [
      whole.slice(1),
      [...whole.slice(1), whole[1]],
      [...whole, first],
      whole.map((info) => ({ ...info, blockNumber: 60 })),
      whole.map((info) => ({ ...info, blockTimeStamp: 1 })),
      [...whole.slice(1), { ...first, id: "ab".repeat(32) }],
    ];
    for (const infos of wrong) {
      break_(INFOS, { json: infos });
      await expect(pass.readBlock(61)).rejects.toMatchObject({ failure: "behind" });
    }
    server.intercept = null;
    expect((await pass.readBlock(61)).transfers).toHaveLength(6);
  });

  test("a solid node that lags behind its own head says behind, and less of a range", async () => {
    const pass = await chain.openPass();
    recorded.solid = 40;
    await expect(pass.readFinalBlocks(PAID, 50)).rejects.toMatchObject({ failure: "behind" });
    const blocks = await pass.readFinalBlocks(38, 50);
    expect(blocks.map((block) => block.number)).toEqual([38, 39, 40]);
    recorded.head = 40;
    await expect(pass.readBlock(PAID)).rejects.toMatchObject({ failure: "behind" });
  });

  test("logs without an outcome are pending, and an outcome that nobody knows moves nothing (case 4)", async () => {
    const pass = await chain.openPass();
    const [info] = recorded.infos.get(PAID) ?? [];
    recorded.infos.set(PAID, [{ ...info, receipt: {} } as never]);
    await expect(pass.readBlock(PAID)).rejects.toMatchObject({ failure: "behind" });
    await expect(chain.readTransaction(info?.id ?? "")).rejects.toMatchObject({ failure: "behind" });
    recorded.infos.set(PAID, [{ ...info, receipt: { result: "OUT_OF_LUCK" } } as never]);
    expect((await pass.readBlock(PAID)).transfers).toEqual([]);
    expect(await chain.readTransaction(info?.id ?? "")).toMatchObject({ kind: "failed" });
    recorded.infos.set(PAID, [{ ...info, result: "FAILED" } as never]);
    expect((await pass.readBlock(PAID)).transfers).toEqual([]);
  });

  test("what is only in the pool is pooled, though the node says SUCCESS of it (case 78)", async () => {
    const [block] = [recorded.blocks.get(PAID)];
    const transaction = block?.transactions?.[0];
    expect(transaction?.ret?.[0]?.contractRet).toBe("SUCCESS");
    recorded.infos.set(PAID, []);
    expect(await chain.readTransaction(transaction?.txID ?? "")).toEqual({ kind: "pooled" });
  });

  test("a number beyond the last is refused, and a block under a wrong number is not believed", async () => {
    const pass = await chain.openPass();
    await expect(pass.readBlock(149)).rejects.toMatchObject({ failure: "behind" });
    break_("getblockbynum", { json: recorded.blocks.get(40) });
    await expect(pass.readBlock(PAID)).rejects.toMatchObject({ failure: "broken" });
  });
});

describe("an answer that is none", () => {
  const bodies = readFixture("tron/error-trongrid-429-and-403-bodies.json") as Record<string, { Error?: string }>;
  const block = JSON.stringify(recordedWholeChain().blocks.get(PAID));
  const page = "<html><body><h2>HTTP ERROR 404</h2></body></html>";

  test.each([
    ["429", { json: bodies.observed_429_mixed_with_403, status: 429 }, 27_000],
    ["403", { json: bodies.observed_429_mixed_with_403, status: 403 }, 27_000],
    ["200 with the same words", { json: bodies.observed_429_mixed_with_403 }, 27_000],
    ["403 of the v1 API", { json: bodies.documented_v1_403, status: 403 }, 30_000],
    ["403 of a full node", { json: bodies.documented_fullnode, status: 403 }, 30_000],
    ["429 with Retry-After", { text: "", status: 429, headers: { "retry-after": "7" } }, 7_000],
  ] satisfies [string, FixtureAnswer, number][])(
    "%s is limited, for the time it states",
    async (_, answer, retryAfterMs) => {
      const pass = await chain.openPass();
      break_("getblockbynum", answer);
      await expect(pass.readBlock(PAID)).rejects.toMatchObject({ failure: "limited", retryAfterMs });
      const asked = server.requests.length;
      await expect(chain.openPass()).rejects.toMatchObject({ failure: "limited" });
      expect(server.requests.length).toBe(asked);
    },
  );

  test.each([
    ["half a JSON", { text: block.slice(0, 100) }],
    ["a page of HTML with status 404", { text: page, status: 404, type: "text/html;charset=iso-8859-1" }],
    ["a page of HTML with status 200", { text: page, type: "text/html" }],
    ["nothing at all", { text: "" }],
    ["an Error with status 200", { json: { Error: "class java.lang.NullPointerException : null" } }],
    ["status 500 with JSON", { json: {}, status: 500 }],
    ["another shape", { json: { blockID: 7 } }],
    ["a reset", { reset: true }],
    ["a reset in the middle", { reset: true, after: block.slice(0, 100) }],
    ["silence", { hang: true }],
    ["silence in the middle", { hang: true, after: block.slice(0, 100) }],
  ] satisfies [string, FixtureAnswer][])("%s is broken, and the provider rests", async (_, answer) => {
    const pass = await chain.openPass();
    break_("getblockbynum", answer);
    await expect(pass.readBlock(PAID)).rejects.toMatchObject({ failure: "broken" });
    expect(chain.providers()).toMatchObject([{ ok: false, head: 148 }]);
    expect(chain.providers()[0]?.lastError).not.toBeNull();
  });
});

describe("providers of TRON", () => {
  test("a pair is asked for each root on its own port, and gets the key", async () => {
    const solid = await startFixtureServer((request) => serveTronChain(recorded)(request));
    const pair = createTronChain({ urls: [`${server.url}/|${solid.url}`], usdt, xpub, apiKey: "key-1" });
    const pass = await pair.openPass();
    await pass.readFinalBlocks(PAID, PAID);
    await pass.readBlock(PAID);
    expect(solid.requests.every(({ path }) => path.startsWith("/walletsolidity/"))).toBe(true);
    expect(server.requests.every(({ path }) => path.startsWith("/wallet/"))).toBe(true);
    expect(solid.requests.length).toBeGreaterThan(2);
    const keys = [...solid.requests, ...server.requests].map(({ headers }) => headers["tron-pro-api-key"]);
    expect(new Set(keys)).toEqual(new Set(["key-1"]));
    await solid.close();
  });

  test("of another chain are refused, by what is pinned or by the first that answered", async () => {
    const other = await startFixtureServer((request) => serveTronChain(recorded)(request));
    other.intercept = ({ path, body }) =>
      path.endsWith("/getblock") && (body as { id_or_num?: string }).id_or_num === "0"
        ? {
            json: {
              blockID: "00".repeat(8) + "ab".repeat(24),
              block_header: { raw_data: { parentHash: "0".repeat(64) } },
            },
          }
        : null;
    const pinned = createTronChain({ urls: [server.url], usdt, xpub, identity: tronDefinition.identity });
    await expect(pinned.openPass()).rejects.toMatchObject({ failure: "wrong_chain" });
    const mixed = createTronChain({ urls: [server.url, other.url], usdt, xpub });
    await mixed.openPass();
    break_("getblock", { reset: true });
    await expect(mixed.openPass()).rejects.toMatchObject({ failure: "wrong_chain" });
    await other.close();
  });

  test("decimals are read, and a revert that says result true is no answer", async () => {
    const word = "6".padStart(64, "0");
    break_("triggerconstantcontract", { json: { result: { result: true }, constant_result: [word] } });
    expect(await chain.readTokenDecimals()).toBe(6);
    break_("triggerconstantcontract", { json: readFixture("tron/constantcall-REVERT-nile-TRIMMED.json") });
    await expect(chain.readTokenDecimals()).rejects.toMatchObject({ failure: "broken" });
  });
});

describe("recorded mainnet infos", () => {
  const header = { number: 1, hash: "ab", parentHash: "cd", timestamp: new Date(0) };
  const pay = (info: unknown) => {
    const parsed = infoSchema.parse(info);
    if (parsed === null) throw new Error("empty");
    return {
      outcome: outcomeOf(parsed),
      transfers: transfersOfInfo(parsed, header, watchTokens("tron", tronDefinition.usdt)),
    };
  };

  test("3.5 USDT is paid, though contractResult is all zeros", () => {
    const { outcome, transfers } = pay(readFixture("tron/txinfo-usdt-success-64285-2024.json"));
    expect(outcome).toBe("succeeded");
    expect(transfers).toMatchObject([
      {
        txHash: "b69c51db8f9d974e6a38c76852c8ce1adcb682dbacb25ad8ad4f6876121fe9dc",
        logPosition: 0,
        from: "TJoaVSdktrnndU4dmKm33SWMKoXt4LLFbU",
        to: "TUikLT3nTTjTkXPAuC4xUGj84vfSERCWRn",
        amount: 3_500_000n,
      },
    ]);
  });

  test.each([
    ["txinfo-usdt-OUT_OF_ENERGY-2024", "failed"],
    ["txinfo-nile-usdd-REVERT-with-reason-2023", "failed"],
    ["txinfo-trx-transfer-no-result-2024", "succeeded"],
  ])("%s %s and pays nothing (cases 3, 4 and 80)", (name, outcome) => {
    expect(pay(readFixture(`tron/${name}.json`))).toEqual({ outcome, transfers: [] });
  });

  test("a block of one TRX transfer without outcome and one payment pays 532.079999 USDT", () => {
    const name = "tron/txinfos-block-30864600-gettransactioninfobyblocknum-2021.json";
    const infos = infosSchema.parse(readFixture(name)).map(pay);
    expect(infos.map((info) => info.outcome)).toEqual(["succeeded", "succeeded"]);
    expect(infos.flatMap((info) => info.transfers)).toMatchObject([
      {
        from: "TWpZXLfsvVuQuJZLkdWNY7XY2teePqPpz7",
        to: "TBA6CypYJizwA9XdC7Ubgc5F1bxrQ7SqPt",
        amount: 532_079_999n,
      },
    ]);
  });

  test("blocks of three kinds of call and years have the ids of their numbers", () => {
    const single = ["block-30864544-getblock-2021", "block-47964392-getnowblock-2023"].map((name) =>
      blockSchema.parse(readFixture(`tron/${name}.json`)),
    );
    const { block } = blocksSchema.parse(readFixture("tron/block-30864542-getblockbylimitnext-2021.json"));
    const numbers = [...single, ...block].map((each) => [
      each?.block_header.raw_data.number,
      Number.parseInt(each?.blockID.slice(0, 16) ?? "", 16),
    ]);
    expect(numbers.map(([number]) => number)).toEqual([30864544, 47964392, 30864542]);
    for (const [number, numberInId] of numbers) expect(numberInId).toBe(number);
  });
});
