import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { type FixtureAnswer, readFixture, startFixtureServer } from "../support/fixtureServer.js";
import { recordedWholeChain, serveTronChain } from "../support/fixtureServerTron.js";
import { openTronScene, PAID, RECORDED, type TronScene } from "./tronScene.js";

let scene: TronScene;

beforeEach(async () => {
  scene = await openTronScene();
});
afterEach(() => scene.server.close());

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
      const { answerInstead, chain, server } = scene;
      const pass = await chain.openPass();
      answerInstead("getblockbynum", answer);
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
    const { answerInstead, chain } = scene;
    const pass = await chain.openPass();
    answerInstead("getblockbynum", answer);
    await expect(pass.readBlock(PAID)).rejects.toMatchObject({ failure: "broken" });
    expect(chain.providers()).toMatchObject([{ ok: false, head: 148 }]);
    expect(chain.providers()[0]?.lastError).not.toBeNull();
  });
});

describe("providers of TRON", () => {
  test("a pair is asked for each root on its own port, and gets the key", async () => {
    const { recorded, server } = scene;
    const solid = await startFixtureServer((request) => serveTronChain(recorded)(request));
    const pair = createTronChain({ urls: [`${server.url}/|${solid.url}`], ...RECORDED, apiKey: "key-1" });
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
    const { answerInstead, recorded, server } = scene;
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
    const pinned = createTronChain({ urls: [server.url], ...RECORDED, identity: tronDefinition.identity });
    await expect(pinned.openPass()).rejects.toMatchObject({ failure: "wrong_chain" });
    const mixed = createTronChain({ urls: [server.url, other.url], ...RECORDED });
    await mixed.openPass();
    answerInstead("getblock", { reset: true });
    await expect(mixed.openPass()).rejects.toMatchObject({ failure: "wrong_chain" });
    await other.close();
  });

  test("decimals are read, and a revert that says result true is no answer", async () => {
    const { answerInstead, chain } = scene;
    const word = "6".padStart(64, "0");
    answerInstead("triggerconstantcontract", { json: { result: { result: true }, constant_result: [word] } });
    expect(await chain.readTokenDecimals()).toBe(6);
    answerInstead("triggerconstantcontract", { json: readFixture("tron/constantcall-REVERT-nile-TRIMMED.json") });
    const message = expect.stringContaining("was refused: REVERT opcode executed");
    await expect(chain.readTokenDecimals()).rejects.toMatchObject({ failure: "broken", message });
  });
});
