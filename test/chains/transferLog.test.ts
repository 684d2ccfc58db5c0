import fc from "fast-check";
import { encodeAbiParameters, encodeEventTopics, parseAbi } from "viem";
import { describe, expect, test } from "vitest";
import { decodeTransferLog, TRANSFER_TOPIC } from "../../src/chains/transferLog.js";

const abi = parseAbi(["event Transfer(address indexed from, address indexed to, uint256 value)"]);
const address = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => `0x${Buffer.from(bytes).toString("hex")}` as const);
const amount = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });

/** A Transfer log as viem's encoder writes it. */
function logOf(from: `0x${string}`, to: `0x${string}`, value: bigint) {
  const topics = encodeEventTopics({ abi, eventName: "Transfer", args: { from, to } });
  return {
    topics: topics.map((topic) => String(topic).slice(2)),
    data: encodeAbiParameters([{ type: "uint256" }], [value]).slice(2),
  };
}

describe("decoding a Transfer log", () => {
  test("reads back any transfer up to 2^256 - 1, and none of nothing", () => {
    fc.assert(
      fc.property(address, address, amount, (from, to, value) => {
        const expected = value === 0n ? null : { from: from.slice(2), to: to.slice(2), amount: value };
        expect(decodeTransferLog(logOf(from, to, value))).toEqual(expected);
      }),
      { examples: [[`0x${"00".repeat(20)}`, `0x${"ff".repeat(20)}`, 2n ** 255n]] },
    );
    expect(decodeTransferLog(logOf(`0x${"1".repeat(40)}`, `0x${"2".repeat(40)}`, 0n))).toBeNull();
  });

  test("takes exactly three topics and one word of data", () => {
    const good = logOf(`0x${"1".repeat(40)}`, `0x${"2".repeat(40)}`, 5n);
    const word = "0".repeat(64);
    expect(decodeTransferLog(good)?.amount).toBe(5n);
    const strange = [
      // ERC-721 has the same topic, and the token's number as a fourth.
      { ...good, topics: [...good.topics, word], data: "" },
      { ...good, topics: [...good.topics, word] },
      { ...good, topics: good.topics.slice(0, 2) },
      { ...good, topics: [word, ...good.topics.slice(1)] },
      { ...good, topics: [] },
      { ...good, data: "" },
      { ...good, data: `${good.data}${word}` },
      { ...good, data: good.data.slice(2) },
      { ...good, data: `zz${good.data.slice(2)}` },
    ];
    for (const log of strange) expect(decodeTransferLog(log)).toBeNull();
    expect(good.topics[0]).toBe(TRANSFER_TOPIC);
  });
});
