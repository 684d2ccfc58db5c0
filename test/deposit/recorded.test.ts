import { afterEach, expect, test } from "vitest";
import { addressOfBytes } from "../../src/chains/addresses.js";
import type { BlockHeader, Chain } from "../../src/chains/chain.js";
import { ethereumDefinition } from "../../src/chains/definitions/ethereum.js";
import { tronDefinition } from "../../src/chains/definitions/tron.js";
import { createEthereumChain } from "../../src/chains/ethereum/createEthereumChain.js";
import { DEVELOPMENT_XPUBS } from "../../src/chains/testXpubs.js";
import { createTronChain } from "../../src/chains/tron/createTronChain.js";
import { type Deposit, readDeposits } from "../../src/deposits/deposit.js";
import { scanNetwork } from "../../src/deposits/scanNetwork.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { type FixtureServer, readFixture, startFixtureServer } from "../support/fixtureServer.js";
import { type EthereumLogJson, recordedEthereum, serveEthereum } from "../support/fixtureServerEthereum.js";
import {
  derivedMainnetBlock,
  type RecordedTronChain,
  recordedWholeChain,
  serveTronChain,
} from "../support/fixtureServerTron.js";
import { watchRecorded } from "../support/recordedStore.js";

// Recorded blocks, served over HTTP, go through the production client and the production scanner into the deposits
// table. Some recipients are registered as our addresses.

let server: FixtureServer;
let database: TestDatabase;
afterEach(async () => {
  await server.close();
  await database.drop();
});

async function scanAll(chain: Chain): Promise<Deposit[]> {
  while ((await scanNetwork(database.pool, chain)).behind);
  return readDeposits(database.pool, "true ORDER BY block_number, log_index, tx_hash, log_position", []);
}

/** Makes the scanner read every recorded block once more. */
async function rewind(chain: Chain, before: Omit<BlockHeader, "parentHash">): Promise<void> {
  await database.pool.query("DELETE FROM blocks WHERE number > $1", [before.number]);
  await database.pool.query("UPDATE networks SET cursor_number = $1, cursor_hash = $2 WHERE network = $3", [
    before.number,
    before.hash,
    chain.network,
  ]);
}

const brief = ({ txHash, logPosition, from, to, amount }: Deposit) => ({ txHash, logPosition, from, to, amount });

type Expected = { token: string; txid: string; from: string; to: string; value: string };
type PrivateNet = { token: string; accounts: Record<string, { base58: string }> };

async function watchWholeChain(recorded: RecordedTronChain) {
  const net = readFixture("tron/java-tron/chain.json") as PrivateNet;
  const ours = ["deposit1", "deposit2", "deposit3"].map((name) => net.accounts[name]?.base58 ?? "");
  server = await startFixtureServer(serveTronChain(recorded));
  database = await createTestDatabase();
  const chain = createTronChain({
    urls: [server.url],
    usdt: addressOfBytes("tron", net.token.slice(2)),
    xpub: DEVELOPMENT_XPUBS.tron,
  });
  const genesis = { number: 0, hash: recorded.blocks.get(0)?.blockID ?? "", timestamp: new Date(0) };
  await watchRecorded(database.pool, chain, genesis, ours);
  return { chain, ours, genesis };
}

test("the recorded TRON chain gives each expected payment to us as one deposit, however often it is scanned", async () => {
  const { chain, ours, genesis } = await watchWholeChain(recordedWholeChain());
  const expected = (readFixture("tron/java-tron/09-whole-chain-expected-transfers.json") as Expected[])
    .filter(({ token, value }) => token === "token" && value !== "0")
    .map(({ txid, from, to, value }) => ({
      txHash: txid,
      from: addressOfBytes("tron", from.slice(2)),
      to: addressOfBytes("tron", to.slice(2)),
      amount: BigInt(value),
    }))
    .filter(({ to }) => ours.includes(to));
  expect(expected).toHaveLength(15);

  const deposits = await scanAll(chain);
  const key = ({ txHash, to, amount }: { txHash: string; to: string; amount: bigint }) => `${txHash} ${to} ${amount}`;
  expect(deposits.map(key).sort()).toEqual(expected.map(key).sort());
  expect(new Set(deposits.map(({ from }) => from))).toEqual(new Set(expected.map(({ from }) => from)));
  // Two payments to us in one transaction keep their own places in it.
  expect(new Set(deposits.map(({ txHash, logPosition }) => `${txHash} ${logPosition}`)).size).toBe(15);

  await rewind(chain, genesis);
  expect((await scanAll(chain)).map(brief)).toEqual(deposits.map(brief));
});

test("a block whose infos are withheld stops the cursor before it, and is read when they come (case 77)", async () => {
  const recorded = recordedWholeChain();
  const paid = 36;
  const { chain } = await watchWholeChain(recorded);
  const infos = recorded.infos.get(paid) ?? [];
  expect(infos.length).toBeGreaterThan(0);
  recorded.infos.set(paid, []);
  for (let pass = 0; pass < 3; pass += 1) await scanNetwork(database.pool, chain).catch(() => undefined);
  const { rows } = await database.pool.query<{ cursor_number: number }>("SELECT cursor_number FROM networks");
  expect(rows[0]?.cursor_number).toBeLessThan(paid);
  recorded.infos.set(paid, infos);
  // The provider rests for a moment after it failed.
  await expect
    .poll(
      () =>
        scanAll(chain).then(
          ({ length }) => length,
          () => 0,
        ),
      { timeout: 30_000 },
    )
    .toBe(15);
});

test("mainnet's TRON block 79072107 gives each payment to our addresses once, with dirty address words", async () => {
  const recorded = derivedMainnetBlock();
  const block = recorded.blocks.get(79072107);
  if (block === undefined) throw new Error("the block is missing");
  const { parentHash } = block.block_header.raw_data;
  recorded.blocks.set(79072106, {
    blockID: parentHash,
    block_header: { raw_data: { number: 79072106, parentHash: "0".repeat(64), timestamp: 1 } },
  });
  server = await startFixtureServer(serveTronChain(recorded));
  database = await createTestDatabase();
  const chain = createTronChain({ urls: [server.url], usdt: tronDefinition.usdt, xpub: DEVELOPMENT_XPUBS.tron });
  type Call = { txid: string; selector: string; from: string; to: string; amount: string; dirtyHighBytes: boolean };
  const moved = (readFixture("tron/block-79072107-expected-usdt-calls.json") as Call[]).filter(
    ({ selector }) => selector !== "095ea7b3",
  );
  const ours = [...new Set(moved.map(({ to }) => to))].filter((_, index) => index % 3 === 0);
  ours.push("TLaGjwhvA8XQYSxFAcAXy7Dvuue9eGYitv");
  await watchRecorded(database.pool, chain, { number: 79072106, hash: parentHash, timestamp: new Date(1) }, [
    ...new Set(ours),
  ]);
  const expected = moved.filter(({ to }) => ours.includes(to));
  expect(expected.some(({ dirtyHighBytes }) => dirtyHighBytes)).toBe(true);

  const deposits = await scanAll(chain);
  const sorted = (rows: { txHash: string; from: string; to: string; amount: bigint }[]) =>
    rows.map(({ txHash, from, to, amount }) => `${txHash} ${from} ${to} ${amount}`).sort();
  expect(sorted(deposits)).toEqual(
    sorted(expected.map(({ txid, from, to, amount }) => ({ txHash: txid, from, to, amount: BigInt(amount) }))),
  );
});

test("mainnet's Ethereum blocks 17173049 and 17173050 give each payment to our addresses once, none for the failed one", async () => {
  const recorded = recordedEthereum();
  const first = recorded.headers[0];
  if (first === undefined) throw new Error("the headers are missing");
  const before = { number: Number(first.number) - 1, hash: first.parentHash, timestamp: new Date(1) };
  recorded.headers.unshift({
    ...first,
    number: `0x${before.number.toString(16)}`,
    hash: before.hash,
    parentHash: `0x${"0".repeat(64)}`,
  });
  server = await startFixtureServer(serveEthereum(recorded));
  database = await createTestDatabase();
  const chain = createEthereumChain({
    urls: [server.url],
    usdt: ethereumDefinition.usdt,
    xpub: DEVELOPMENT_XPUBS.ethereum,
  });
  const logs = readFixture("ethereum/mainnet-17173049-17173050-usdt-getLogs.json") as EthereumLogJson[];
  const recipientOf = (log: EthereumLogJson) => addressOfBytes("ethereum", (log.topics[2] ?? "").slice(26));
  const failed = recorded.receipts.filter(({ status }) => status === "0x0");
  expect(failed).toHaveLength(1);
  const ours = [...new Set(logs.map(recipientOf))].filter((_, index) => index % 2 === 0);
  await watchRecorded(database.pool, chain, before, ours);
  const expected = logs.filter((log) => ours.includes(recipientOf(log)));
  expect(expected.length).toBeGreaterThan(10);

  const deposits = await scanAll(chain);
  expect(deposits.map(({ txHash, logIndex, to, amount }) => ({ txHash, logIndex, to, amount }))).toEqual(
    expected.map((log) => ({
      txHash: log.transactionHash,
      logIndex: Number(log.logIndex),
      to: recipientOf(log),
      amount: BigInt(log.data),
    })),
  );
  expect(deposits.every(({ txHash }) => txHash !== failed[0]?.transactionHash)).toBe(true);

  await rewind(chain, before);
  expect((await scanAll(chain)).map(brief)).toEqual(deposits.map(brief));
});
