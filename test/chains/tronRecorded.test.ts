import { afterEach, describe, expect, test } from "vitest";
import { addressOfBytes } from "../../src/chains/addresses.js";
import type { Chain, ScannedTransfer } from "../../src/chains/chain.js";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain, type TronChainOptions } from "../../src/chains/tron/createTronChain.js";
import { type FixtureServer, readFixture, startFixtureServer } from "../support/fixtureServer.js";
import {
  derivedMainnetBlock,
  type RecordedTronChain,
  recordedWholeChain,
  serveTronChain,
} from "../support/fixtureServerTron.js";
import { forkStage, ORPHAN, SURVIVOR } from "../support/recordedFork.js";

// What the real node answered, served over HTTP and read by the production client.
type PrivateNet = { token: string; clone: string; accounts: Record<string, { base58: string; hex: string }> };
type ExpectedTransfer = {
  token: "token" | "clone";
  block: number;
  txid: string;
  logIndexInBlock: number;
  from: string;
  to: string;
  value: string;
};
type Call = { txid: string; selector: string; from: string; to: string; amount: string; dirtyHighBytes: boolean };

const net = readFixture("tron/java-tron/chain.json") as PrivateNet;
const token = addressOfBytes("tron", net.token.slice(2));
let server: FixtureServer | undefined;
afterEach(() => server?.close());

async function serve(recorded: RecordedTronChain, options: Partial<TronChainOptions> = {}): Promise<Chain> {
  server = await startFixtureServer(serveTronChain(recorded));
  return createTronChain({ urls: [server.url], usdt: token, xpub: DEVELOPMENT_XPUBS.tron, ...options });
}

async function scanAll(chain: Chain): Promise<ScannedTransfer[]> {
  const pass = await chain.openPass();
  const transfers: ScannedTransfer[] = [];
  for (let next = 0; next <= pass.finalHeight; ) {
    const blocks = await pass.readFinalBlocks(next, pass.finalHeight);
    expect(blocks.map((block) => block.number)).toEqual(blocks.map((_, index) => next + index));
    transfers.push(...blocks.flatMap((block) => block.transfers));
    next += blocks.length;
  }
  return transfers;
}

describe("the recorded private chain, blocks 0 to 148", () => {
  const expected = readFixture("tron/java-tron/09-whole-chain-expected-transfers.json") as ExpectedTransfer[];
  const ofToken = expected.filter((transfer) => transfer.token === "token" && transfer.value !== "0");

  test("gives exactly the expected transfers, each once", async () => {
    const transfers = await scanAll(await serve(recordedWholeChain()));
    expect(expected).toHaveLength(24);
    expect(ofToken).toHaveLength(21);
    const brief = transfers.map(({ blockNumber, txHash, from, to, amount }) => ({
      blockNumber,
      txHash,
      from,
      to,
      amount,
    }));
    expect(brief).toEqual(
      ofToken.map(({ block, txid, from, to, value }) => ({
        blockNumber: block,
        txHash: txid,
        from: addressOfBytes("tron", from.slice(2)),
        to: addressOfBytes("tron", to.slice(2)),
        amount: BigInt(value),
      })),
    );
    expect(new Set(transfers.map(({ txHash, logPosition }) => `${txHash} ${logPosition}`)).size).toBe(21);
  });

  test("counts positions within the transaction where the node counts within the block", async () => {
    const transfers = await scanAll(await serve(recordedWholeChain()));
    const firstInBlock = new Map<string, number>();
    for (const { txid, logIndexInBlock } of expected) {
      if (!firstInBlock.has(txid)) firstInBlock.set(txid, logIndexInBlock);
    }
    for (const [index, { txid, logIndexInBlock }] of ofToken.entries()) {
      expect(transfers[index]?.logPosition).toBe(logIndexInBlock - (firstInBlock.get(txid) ?? 0));
    }
  });

  test("pays our three deposit addresses what the record says, and nothing of the clone (cases 1 and 6)", async () => {
    const ours = ["deposit1", "deposit2", "deposit3"].map((name) => net.accounts[name]?.base58);
    const transfers = await scanAll(await serve(recordedWholeChain()));
    const sums = ours.map((address) =>
      transfers.filter((transfer) => transfer.to === address).reduce((sum, { amount }) => sum + amount, 0n),
    );
    expect(transfers.filter((transfer) => ours.includes(transfer.to))).toHaveLength(15);
    expect(sums).toEqual([28_250_003n, 14_190_005n, 5_300_007n]);
    const clone = await serve(recordedWholeChain(), { usdt: addressOfBytes("tron", net.clone.slice(2)) });
    expect((await scanAll(clone)).map((transfer) => transfer.amount)).toEqual([10n ** 15n, 500_000_000n]);
  });

  test("reads the same block by block near the head as in final ranges", async () => {
    const recorded = { ...recordedWholeChain(), solid: 60 };
    const pass = await (await serve(recorded)).openPass();
    expect([pass.head.number, pass.finalHeight]).toEqual([148, 60]);
    const near = await pass.readBlock(42);
    expect((await pass.readFinalBlocks(42, 42))[0]).toEqual(near);
    expect(near.transfers.map(({ logPosition, amount }) => [logPosition, amount])).toEqual([
      [0, 1_100_000n],
      [1, 2_200_000n],
      [2, 3_300_000n],
    ]);
    expect(await pass.readHeader(42)).toMatchObject({ number: 42, hash: near.hash, parentHash: near.parentHash });
    expect(await pass.resolveLogPositions(near.transfers)).toEqual(near.transfers);
    await expect(pass.readFinalBlocks(55, 61)).rejects.toThrow(RangeError);
  });

  test("says of each labelled transaction what the label says (case 80)", async () => {
    const chain = await serve({ ...recordedWholeChain(), solid: 58 });
    const { transactions } = readFixture("tron/java-tron/chain.json") as unknown as {
      transactions: Record<string, { txid: string; block: number }>;
    };
    const failed: string[] = [];
    for (const [label, { txid, block }] of Object.entries(transactions)) {
      const found = await chain.readTransaction(txid);
      if (found.kind === "failed") failed.push(label);
      else expect(found).toMatchObject({ kind: "packed", final: block <= 58, block: { number: block } });
    }
    expect(failed).toEqual([
      "transfer then revert",
      "revert: balance too low",
      "out of energy: fee limit too low",
      "revert: blacklisted sender",
      "revert: paused",
      "out of energy: the payer has too little TRX",
      "out of time",
    ]);
    const inner = transactions["inner transfer fails, transaction succeeds"]?.txid ?? "";
    expect(await chain.readTransaction(inner)).toMatchObject({ kind: "packed", transfers: [] });
    const trx = transactions.trx?.txid ?? "";
    expect(await chain.readTransaction(trx)).toMatchObject({ kind: "packed", transfers: [] });
    expect(await chain.readTransaction("ab".repeat(32))).toEqual({ kind: "unknown" });
  });

  test("is named by its genesis", async () => {
    const chain = await serve(recordedWholeChain());
    const { genesisHash, chainId } = await chain.readIdentity();
    expect(genesisHash).toBe("0000000000000000189859397dcab135fdef9dc0f8a5e78dd0f3dfd95d4de71b");
    expect(Number(chainId).toString(16)).toBe("5d4de71b");
    expect(chain.parseTxHash(` 0x${"AB".repeat(32)}`)).toBe("ab".repeat(32));
    expect(chain.parseTxHash("ab".repeat(31))).toBeNull();
  });
});

describe("mainnet block 79072107, with DERIVED infos", () => {
  const calls = (readFixture("tron/block-79072107-expected-usdt-calls.json") as Call[]).filter(
    (call) => call.selector !== "095ea7b3",
  );

  test("gives every transfer, whatever its calldata's high bytes, with the recorded sum", async () => {
    const { usdt, identity } = tronDefinition;
    const chain = await serve(derivedMainnetBlock(), { usdt, identity });
    const pass = await chain.openPass();
    const [block] = await pass.readFinalBlocks(79072107, 79072107);
    const brief = block?.transfers.map(({ txHash, from, to, amount, logPosition }) => ({
      txHash,
      from,
      to,
      amount,
      logPosition,
    }));
    expect(brief).toEqual(
      calls.map(({ txid, from, to, amount }) => ({ txHash: txid, from, to, amount: BigInt(amount), logPosition: 0 })),
    );
    expect(brief).toHaveLength(154);
    expect(calls.filter((call) => call.dirtyHighBytes)).toHaveLength(90);
    const ofTransferCalls = new Set(calls.filter((call) => call.selector === "a9059cbb").map((call) => call.txid));
    const sum = brief
      ?.filter((each) => ofTransferCalls.has(each.txHash))
      .reduce((total, { amount }) => total + amount, 0n);
    expect(sum).toBe(515_426_941_183n);
    const fifty = brief?.filter((each) => each.to === "TLaGjwhvA8XQYSxFAcAXy7Dvuue9eGYitv");
    expect(fifty).toHaveLength(50);
  });
});

describe("the recorded fork, seen by a node of the losing branch", () => {
  test("loses both payments, and one comes back in a later block (case 79)", async () => {
    let recorded = forkStage("10-fork-alone", "alone");
    server = await startFixtureServer((request) => serveTronChain(recorded)(request));
    const chain = createTronChain({ urls: [server.url], usdt: token, xpub: DEVELOPMENT_XPUBS.tron });

    const before = await (await chain.openPass()).readBlock(313);
    expect(before.transfers.map((transfer) => transfer.txHash).sort()).toEqual([SURVIVOR.txHash, ORPHAN.txHash].sort());
    for (const hash of [SURVIVOR.txHash, ORPHAN.txHash]) {
      expect(await chain.readTransaction(hash)).toMatchObject({ kind: "packed", final: false, block: { number: 313 } });
    }

    recorded = forkStage("10-fork-rejoined", "rejoined");
    const after = await (await chain.openPass()).readBlock(313);
    expect(after.hash).not.toBe(before.hash);
    expect(after.transfers).toEqual([]);
    expect(await chain.readTransaction(SURVIVOR.txHash)).toEqual({ kind: "pooled" });
    expect(await chain.readTransaction(ORPHAN.txHash)).toEqual({ kind: "unknown" });

    recorded = forkStage("10-fork-rejoined", "later");
    const again = await (await chain.openPass()).readBlock(325);
    expect(again.transfers.map((transfer) => transfer.txHash)).toEqual([SURVIVOR.txHash]);
    expect(await chain.readTransaction(SURVIVOR.txHash)).toMatchObject({ kind: "packed", block: { number: 325 } });
    expect(await chain.readTransaction(ORPHAN.txHash)).toEqual({ kind: "unknown" });
  });
});
