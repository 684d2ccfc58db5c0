import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTronScene, PAID, type TronScene } from "./tronScene.js";

const INFOS = "gettransactioninfobyblocknum";

let scene: TronScene;

beforeEach(async () => {
  scene = await openTronScene();
});
afterEach(() => scene.server.close());

describe("an answer that looks empty and is not", () => {
  test.each([
    ["[]", []],
    ["{}", {}],
  ])("a withheld %s is behind, never an empty block", async (_, nothing) => {
    const { answerInstead, chain } = scene;
    const pass = await chain.openPass();
    answerInstead(INFOS, { json: nothing });
    await expect(pass.readBlock(PAID)).rejects.toMatchObject({ failure: "behind" });
    await expect(pass.readFinalBlocks(PAID - 1, PAID + 1)).rejects.toMatchObject({ failure: "behind" });
    expect((await pass.readBlock(27)).transfers).toEqual([]);
  });

  test("infos that are too few, twice the same, or of another block are behind", async () => {
    const { answerInstead, chain, recorded, server } = scene;
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
      answerInstead(INFOS, { json: infos });
      await expect(pass.readBlock(61)).rejects.toMatchObject({ failure: "behind" });
    }
    server.intercept = null;
    expect((await pass.readBlock(61)).transfers).toHaveLength(6);
  });

  test("a solid node that lags behind its own head says behind, and less of a range", async () => {
    const { chain, recorded } = scene;
    const pass = await chain.openPass();
    recorded.solid = 40;
    await expect(pass.readFinalBlocks(PAID, 50)).rejects.toMatchObject({ failure: "behind" });
    const blocks = await pass.readFinalBlocks(38, 50);
    expect(blocks.map((block) => block.number)).toEqual([38, 39, 40]);
    recorded.head = 40;
    await expect(pass.readBlock(PAID)).rejects.toMatchObject({ failure: "behind" });
  });

  test("logs without an outcome are pending, and an outcome that nobody knows moves nothing (case 4)", async () => {
    const { chain, recorded } = scene;
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
    const { chain, recorded } = scene;
    const [block] = [recorded.blocks.get(PAID)];
    const transaction = block?.transactions?.[0];
    expect(transaction?.ret?.[0]?.contractRet).toBe("SUCCESS");
    recorded.infos.set(PAID, []);
    expect(await chain.readTransaction(transaction?.txID ?? "")).toEqual({ kind: "pooled" });
  });

  test("a number beyond the last is refused, and a block under a wrong number is not believed", async () => {
    const { answerInstead, chain, recorded } = scene;
    const pass = await chain.openPass();
    await expect(pass.readBlock(149)).rejects.toMatchObject({ failure: "behind" });
    answerInstead("getblockbynum", { json: recorded.blocks.get(40) });
    await expect(pass.readBlock(PAID)).rejects.toMatchObject({ failure: "broken" });
  });
});
