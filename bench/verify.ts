import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import getPort from "get-port";
import { createPool } from "../src/db/client.js";
import { migrate } from "../src/db/migrate.js";
import { unhurried } from "../src/db/unhurried.js";
import { startEmbeddedPostgres } from "../src/embedded/postgres.js";
import { checkpointEntries } from "../src/ledger/checkpointEntries.js";
import { verifyLedger } from "../src/ledger/verify.js";
import { createLogger } from "../src/lib/log.js";
import { fill, seed } from "./load/seed.js";

/** How long `ledger verify` and the hash chain take on many entries; see docs/ledger.md. */

const { values: options } = parseArgs({ options: { entries: { type: "string", default: "10000000" } } });

/** Runs `work` and says how long it took, in seconds. */
async function time<Result>(name: string, work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const startedAt = performance.now();
  const result = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  console.error(`${name.padEnd(12)} ${seconds.toFixed(1)} s`);
  return { result, seconds };
}

/** Ten minutes, for a ledger of ten million entries. */
const GOAL_SECONDS = 600;

const directory = await mkdtemp(join(tmpdir(), "coffer-bench-"));
// The server does not run as root, so its user must be able to reach the folder.
await chmod(directory, 0o755);
const log = createLogger("error");
const server = await startEmbeddedPostgres({ directory, port: await getPort(), durable: false, log });
try {
  await migrate(server.url, log);
  const pool = createPool(server.url, 8);
  await seed(pool);
  await time("fill", () => fill(pool, Number(options.entries)));
  const { rows } = await pool.query<{ count: bigint }>("SELECT count(*) AS count FROM entries");
  console.error(`entries      ${rows[0]?.count}`);
  await time("chain", () => checkpointEntries(unhurried(pool)));
  await time("chain again", () => checkpointEntries(unhurried(pool)));
  const { result, seconds } = await time("verify", () => verifyLedger(unhurried(pool), 2));
  for (const check of result.checks.filter(({ ok }) => !ok)) console.error(`FAIL ${check.name}: ${check.detail}`);
  const value = Number(seconds.toFixed(1));
  const ok = result.ok && value <= GOAL_SECONDS;
  console.log(JSON.stringify({ name: "verify_s", value, floor: null, ratio: null, goal: GOAL_SECONDS, ok }));
  process.exitCode = ok ? 0 : 1;
  await pool.end();
} finally {
  await server.close();
  await rm(directory, { recursive: true, force: true });
}
