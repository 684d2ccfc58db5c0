import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Chain, TokenTransfer } from "../../src/chains/chain.js";
import { ethereumDefinition } from "../../src/chains/definitions/ethereum.js";
import { bloomMayHold, bloomOf } from "../../src/chains/ethereum/bloom.js";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { type FixtureServer, readFixture, startFixtureServer } from "../support/fixtureServer.js";
import {
  type EthereumHeaderJson,
  type EthereumLogJson,
  type EthereumReceiptJson,
  recordedEthereum,
  serveEthereum,
} from "../support/fixtureServerEthereum.js";

// Mainnet blocks 17173049 and 17173050, served over HTTP and read by the production client.
const recorded = recordedEthereum();
const usdtLogs = readFixture("ethereum/mainnet-17173049-17173050-usdt-getLogs.json") as EthereumLogJson[];
let server: FixtureServer;
let chain: Chain;

beforeAll(async () => {
  server = await startFixtureServer(serveEthereum(recorded));
  const { usdt, identity } = ethereumDefinition;
  chain = createEthereumChain({ urls: [server.url], usdt, xpub: DEVELOPMENT_XPUBS.ethereum, identity });
});
afterAll(() => server.close());

const sum = (transfers: { amount: bigint }[]) => transfers.reduce((total, { amount }) => total + amount, 0n);

describe("two recorded mainnet blocks", () => {
  test("hold the 41 recorded transfers, near the head and as a final range", async () => {
    const pass = await chain.openPass();
    const near = [await pass.readBlock(17173049), await pass.readBlock(17173050)];
    const final = await pass.readFinalBlocks(17173049, 17173050);
    expect(final).toEqual(near);
    expect(near.map((block) => block.transfers.length)).toEqual([15, 26]);
    const transfers = near.flatMap((block) => block.transfers);
    expect(sum(transfers)).toBe(1_088_121_577531n);
    expect(new Set(transfers.map((transfer) => transfer.to)).size).toBe(36);
    expect(transfers.map(({ txHash, logIndex, amount }) => ({ txHash, logIndex, amount }))).toEqual(
      usdtLogs.map((log) => ({
        txHash: log.transactionHash,
        logIndex: Number(log.logIndex),
        amount: BigInt(log.data),
      })),
    );
  });

  test("give each transfer its place in its receipt, also behind logs of other contracts", async () => {
    const pass = await chain.openPass();
    const { transfers } = await pass.readBlock(17173050);
    const before = server.requests.length;
    const resolved = await pass.resolveLogPositions(transfers);
    const transactions = new Set(transfers.map((transfer) => transfer.txHash));
    expect(server.requests.length - before).toBe(transactions.size);
    for (const transfer of resolved) {
      const ofTransaction = recorded.logs.filter((log) => log.transactionHash === transfer.txHash);
      expect(Number(ofTransaction[transfer.logPosition]?.logIndex)).toBe(transfer.logIndex);
    }
    expect(resolved.some((transfer) => transfer.logPosition > 0)).toBe(true);
    expect(new Set(resolved.map((transfer) => `${transfer.txHash} ${transfer.logPosition}`)).size).toBe(26);
  });

  test("say the same of each transaction as of the blocks, and nothing of the failed one", async () => {
    const pass = await chain.openPass();
    const scanned: TokenTransfer[] = [];
    for (const number of [17173049, 17173050]) {
      scanned.push(...(await pass.resolveLogPositions((await pass.readBlock(number)).transfers)));
    }
    const kinds: string[] = [];
    for (const { transactionHash, status } of recorded.receipts) {
      const found = await chain.readTransaction(transactionHash);
      kinds.push(found.kind);
      const transfers = found.kind === "packed" ? found.transfers : [];
      expect(transfers).toEqual(scanned.filter((transfer) => transfer.txHash === transactionHash));
      expect(found.kind).toBe(status === "0x1" ? "packed" : "failed");
    }
    expect(kinds.filter((kind) => kind === "failed")).toHaveLength(1);
    expect(scanned.some((transfer) => transfer.txHash.startsWith("0x05a68fe3"))).toBe(false);
  });

  test("have headers whose bloom is that of their logs", () => {
    for (const header of recorded.headers) {
      const logs = recorded.logs.filter((log) => log.blockHash === header.hash);
      expect(bloomOf(logs)).toBe(header.logsBloom);
      expect(bloomMayHold(header.logsBloom, { address: ethereumDefinition.usdt, topics: [] })).toBe(true);
    }
    expect(bloomMayHold(bloomOf([]), { address: ethereumDefinition.usdt, topics: [] })).toBe(false);
  });

  test("count as final only up to the finalized tag", async () => {
    const lagging = await startFixtureServer(serveEthereum({ ...recorded, finalized: 17173049 }));
    const { usdt } = ethereumDefinition;
    const ours = createEthereumChain({ urls: [lagging.url], usdt, xpub: DEVELOPMENT_XPUBS.ethereum });
    const pass = await ours.openPass();
    expect([pass.head.number, pass.finalHeight]).toEqual([17173050, 17173049]);
    await expect(pass.readFinalBlocks(17173049, 17173050)).rejects.toThrow(RangeError);
    const finals = await Promise.all(
      recorded.receipts.map(async ({ transactionHash }) => {
        const found = await ours.readTransaction(transactionHash);
        return found.kind === "packed" && found.final === (found.block.number === 17173049);
      }),
    );
    expect(finals.filter(Boolean)).toHaveLength(30);
    await lagging.close();
  });
});

describe("recorded receipts", () => {
  test.each([
    ["mainnet-8224161-usdt-receipt", "packed", [1_000_000_000n]],
    ["mainnet-9008914-failed-receipt", "failed", []],
  ])("%s is %s and pays %s", async (name, kind, amounts) => {
    const fixture = readFixture(`ethereum/${name}.json`) as { result?: EthereumReceiptJson } & EthereumReceiptJson;
    const receipt = fixture.result ?? fixture;
    const number = receipt.blockNumber;
    // The header is DERIVED: only its number and hash are the receipt's.
    const header = { ...recorded.headers[0], number, hash: receipt.blockHash } as EthereumHeaderJson;
    const alone = { ...recorded, headers: [header], receipts: [receipt], finalized: Number(number) };
    const other = await startFixtureServer(serveEthereum(alone));
    const { usdt } = ethereumDefinition;
    const ours = createEthereumChain({ urls: [other.url], usdt, xpub: DEVELOPMENT_XPUBS.ethereum });
    const found = await ours.readTransaction(receipt.transactionHash);
    expect(found.kind).toBe(kind);
    expect(found.kind === "packed" ? found.transfers.map((transfer) => transfer.amount) : []).toEqual(amounts);
    await other.close();
  });
});
