import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type RawBlock, rawBlockOfJson, rawBlockOfProtobuf, verifyBlock } from "../support/tronBlockVerifier.js";
import { askNode, startTronNode, tronWebFor } from "../support/tronNode.js";
import { isObject, type Json, type JsonObject, readExchanges } from "../support/tronRecording.js";

// One verifier for mainnet's blocks and for ours: what proves those proves these.

function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/tron/${name}.json`, import.meta.url), "utf8")) as T;
}

function mainnetBlock(): RawBlock {
  const { blockExtention } = readFixture<{ blockExtention: string }>("block-79072107-blockextention-protobuf");
  return rawBlockOfProtobuf(Buffer.from(blockExtention.slice(2), "hex"));
}

function recordedBlocks(): Json[] {
  const shown = readExchanges().flatMap(({ body }) =>
    isObject(body) && Array.isArray(body.block) ? body.block : [body],
  );
  // Genesis has no signature, and a header alone no transactions to check.
  return shown.filter((body): body is JsonObject => {
    return isObject(body) && isObject(body.block_header) && "witness_signature" in body.block_header && isWhole(body);
  });
}

function isWhole(block: JsonObject): boolean {
  const { raw_data } = block.block_header as { raw_data: JsonObject };
  const isVisible = !String(raw_data.witness_address).startsWith("41");
  return !isVisible && ("transactions" in block || /^0+$/.test(String(raw_data.txTrieRoot)));
}

describe("the block verifier", () => {
  it("accepts a mainnet block of 619 transactions in its own bytes", () => {
    const block = mainnetBlock();
    expect(block.number).toBe(79072107);
    expect(block.transactions).toHaveLength(619);
    expect(verifyBlock(block)).toEqual([]);
  });

  it("accepts every block that the recorded node showed", () => {
    const blocks = recordedBlocks();
    expect(blocks.length).toBeGreaterThan(180);
    expect(blocks.flatMap((block) => verifyBlock(rawBlockOfJson(block)))).toEqual([]);
  });

  it.each<[string, (block: RawBlock) => RawBlock, string]>([
    ["another id", (block) => ({ ...block, id: block.id.replace(/.$/, (end) => (end === "0" ? "1" : "0")) }), "id"],
    ["a transaction less", (block) => ({ ...block, transactions: block.transactions.slice(1) }), "txTrieRoot"],
    ["another root", (block) => ({ ...block, txTrieRoot: "0".repeat(64) }), "txTrieRoot"],
    ["another witness", (block) => ({ ...block, witness: `41${"0".repeat(40)}` }), "witness_signature"],
    ["a changed header", (block) => ({ ...block, header: Buffer.concat([block.header, Buffer.of(0)]) }), "id"],
    [
      "a changed transaction",
      (block) => ({ ...block, transactions: block.transactions.map((item) => ({ ...item, raw: item.whole })) }),
      "transaction",
    ],
  ])("finds %s", (_, change, problem) => {
    expect(verifyBlock(change(mainnetBlock())).join()).toContain(problem);
  });
});

describe("our chain's blocks", () => {
  it("verify like mainnet's and link to their parents, across a fork too", async () => {
    const node = await startTronNode();
    const faucet = tronWebFor(node, node.faucetPrivateKey);
    const receiver = faucet.createRandom().address;
    await node.control.mine(2);
    for (let payment = 1; payment <= 3; payment += 1) {
      await faucet.trx.sendTransaction(receiver, payment * 1_000_000);
      await faucet.trx.sendTransaction(receiver, payment * 1_000_001);
      await node.control.mine();
    }
    const { body: before } = await askNode(node.rpcUrl, "/wallet/getnowblock");
    await node.control.fork({ depth: 2 });
    await node.control.mine(2);
    const { body: range } = await askNode(node.rpcUrl, "/wallet/getblockbylimitnext", { startNum: 0, endNum: 9 });
    const { body: lost } = await askNode(node.rpcUrl, "/wallet/getblockbyid", { value: before.blockID });
    await node.close();
    expect(lost).toEqual({});
    const [genesis, ...blocks] = range.block as JsonObject[];
    expect(blocks).toHaveLength(8);
    let parentId = String(genesis?.blockID);
    for (const block of blocks) {
      expect(verifyBlock(rawBlockOfJson(block))).toEqual([]);
      expect((block.block_header as { raw_data: JsonObject }).raw_data.parentHash).toBe(parentId);
      parentId = String(block.blockID);
    }
    // The fork took back four of six payments. Two referred to a block that stayed and were packed again; the last two
    // referred to a lost one.
    const paid = blocks.slice(1).flatMap((block) => (block.transactions ?? []) as unknown[]);
    expect(paid).toHaveLength(4);
  });
});
