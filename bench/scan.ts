import { fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import getPort from "get-port";
import { tronDefinition } from "../src/chains/definitions/tron.js";
import { DEVELOPMENT_XPUBS } from "../src/chains/testXpubs.js";
import { createTronChain } from "../src/chains/tron/createTronChain.js";
import { createPool, type Pool } from "../src/db/client.js";
import { migrate } from "../src/db/migrate.js";
import { scanNetwork } from "../src/deposits/scanNetwork.js";
import { startEmbeddedPostgres } from "../src/embedded/postgres.js";
import { createLogger } from "../src/lib/log.js";
import { printFigure } from "./figure.js";
import { printLimit } from "./limit.js";

/** What a catch-up costs, by the number of issued addresses, and beside only fetching and parsing the same answers. */

const { values: options } = parseArgs({
  options: { blocks: { type: "string", default: "60" }, rounds: { type: "string", default: "5" } },
});
const blocks = Number(options.blocks);
const rounds = Number(options.rounds);
const FEW = 1_000;
const MANY = 1_000_000;
/** TRON makes 20 blocks a minute. */
const CHAIN_BLOCKS_PER_SECOND = 1_000 / tronDefinition.blockMilliseconds;
/** As the scanner asks: so many blocks at once, and so many of their infos side by side. */
const RANGE = tronDefinition.finalRangeBlocks;
const INFOS_AT_ONCE = 4;

type Served = { url: string; first: number; firstId: string; transactions: number };
const say = (text: string): void => console.error(text);
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
function megabytesInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

async function issueAddresses(pool: Pool, from: number, to: number): Promise<void> {
  await pool.query(
    `INSERT INTO addresses (network, address_index, address, wallet_id)
     SELECT 'tron', n, 'T' || substr(md5(n::text) || md5((n + 1)::text), 1, 33), 'wal_bench'
     FROM generate_series($1::integer, $2::integer - 1) AS n`,
    [from, to],
  );
  await pool.query("ANALYZE addresses");
}

async function rewind(pool: Pool, { first, firstId }: Served): Promise<void> {
  await pool.query("DELETE FROM blocks");
  await pool.query("DELETE FROM networks");
  await pool.query(
    `INSERT INTO networks (network, chain_id, genesis_hash, token, cursor_number, cursor_hash, cursor_at)
     VALUES ('tron', 'bench', 'bench', $1, $2, $3, now())`,
    [tronDefinition.usdt, first, firstId],
  );
}

/** Blocks a second of a whole catch-up. */
async function scanAll(pool: Pool, served: Served): Promise<number> {
  await pool.query("DELETE FROM blocks WHERE network = 'tron'");
  await pool.query("UPDATE networks SET cursor_number = $1, cursor_hash = $2", [served.first, served.firstId]);
  const chain = createTronChain({ urls: [served.url], usdt: tronDefinition.usdt, xpub: DEVELOPMENT_XPUBS.tron });
  const begun = performance.now();
  for (let left = blocks; left > 0; ) left -= (await scanNetwork(pool, chain)).scanned;
  return (blocks * 1_000) / (performance.now() - begun);
}

async function fetchAndParse(url: string, name: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${url}/walletsolidity/${name}`, { method: "POST", body: JSON.stringify(body) });
  return JSON.parse(await response.text());
}

/** Blocks a second of only fetching and parsing the answers that a catch-up needs. */
async function fetchAll({ url, first }: Served): Promise<number> {
  const begun = performance.now();
  for (let from = first + 1; from <= first + blocks; from += RANGE) {
    const to = Math.min(from + RANGE - 1, first + blocks);
    await fetchAndParse(url, "getblockbylimitnext", { startNum: from, endNum: to + 1 });
    for (let number = from; number <= to; number += INFOS_AT_ONCE) {
      const numbers = Array.from({ length: Math.min(INFOS_AT_ONCE, to - number + 1) }, (_, offset) => number + offset);
      await Promise.all(numbers.map((num) => fetchAndParse(url, "gettransactioninfobyblocknum", { num })));
    }
  }
  return (blocks * 1_000) / (performance.now() - begun);
}

async function measure(pool: Pool, served: Served): Promise<{ scan: number; fetch: number }> {
  const [scans, fetches]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    fetches.push(await fetchAll(served));
    scans.push(await scanAll(pool, served));
  }
  return { scan: median(scans), fetch: median(fetches) };
}

async function run(pool: Pool, served: Served): Promise<boolean> {
  await rewind(pool, served);
  await issueAddresses(pool, 0, FEW);
  await scanAll(pool, served);
  const few = await measure(pool, served);
  const before = megabytesInUse();
  await issueAddresses(pool, FEW, MANY);
  const many = await measure(pool, served);
  const grown = Math.max(0, megabytesInUse() - before);
  say(`${blocks} blocks of ${served.transactions} transactions, ${rounds} rounds; blocks a second (median):`);
  say(
    `  ${FEW} addresses ${few.scan.toFixed(1)}, ${MANY} addresses ${many.scan.toFixed(1)}, fetching alone ${many.fetch.toFixed(1)}`,
  );
  const met = [
    printFigure({
      name: "scan_million_vs_thousand",
      value: 1_000 / many.scan,
      floor: 1_000 / few.scan,
      goal: 1.2,
      atMost: true,
    }),
    printLimit({ name: "scan_memory_growth_mb", value: grown, goal: 50 }),
    printFigure({ name: "scan_vs_fetch", value: many.scan, floor: many.fetch, goal: 0.5 }),
    printFigure({ name: "scan_vs_chain_pace", value: many.scan, floor: CHAIN_BLOCKS_PER_SECOND, goal: 20 }),
  ];
  return met.every(Boolean);
}

const directory = await mkdtemp(join(tmpdir(), "coffer-bench-"));
await chmod(directory, 0o755);
const log = createLogger("silent");
const server = await startEmbeddedPostgres({ directory, port: await getPort(), durable: true, log });
const node = fork(new URL("./scan/blockServer.ts", import.meta.url), [String(blocks)], {
  execArgv: ["--import", "tsx"],
});
try {
  const [served] = (await once(node, "message")) as [Served];
  await migrate(server.url, log);
  const pool = createPool(server.url, 4);
  process.exitCode = (await run(pool, served)) ? 0 : 1;
  await pool.end();
} finally {
  node.kill();
  await server.close();
  await rm(directory, { recursive: true, force: true });
}
