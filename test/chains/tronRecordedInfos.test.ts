import { describe, expect, test } from "vitest";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { blockSchema, blocksSchema, infoSchema, infosSchema } from "../../src/chains/tron/schemas.js";
import { outcomeOf, transfersOfInfo } from "../../src/chains/tron/transfersOfInfo.js";
import { watchTokens } from "../../src/chains/watchedTokens.js";
import { readFixture } from "../support/fixtureServer.js";

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
