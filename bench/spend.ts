import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import getPort from "get-port";
import { openCatalogVersions } from "../src/checkout/catalogVersions.js";
import { createPool } from "../src/db/client.js";
import { migrate } from "../src/db/migrate.js";
import { startEmbeddedPostgres } from "../src/embedded/postgres.js";
import { createLogger } from "../src/lib/log.js";
import { type Figure, printFigure } from "./figure.js";
import { type Floor, runFloor } from "./floor/runFloor.js";
import { startFleet } from "./load/fleet.js";
import type { ScenarioName, Target } from "./load/scenarios.js";
import { fill, seed } from "./load/seed.js";

/** The spend journey's speed beside its floors, all on one durable PostgreSQL server; see docs/performance.md. */

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    rounds: { type: "string", default: "3" },
    /** Entries to fill in before the last round; 0 leaves it out. */
    entries: { type: "string", default: "10000000" },
  },
});
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
const entries = Number(options.entries);

/** Connections of each scenario. A batch is large, so fewer of them are under way. */
const CONNECTIONS: Record<ScenarioName, number> = { echo: 64, debits: 64, hotWallet: 64, holdCapture: 64, batch: 4 };
const SCENARIOS = Object.keys(CONNECTIONS) as ScenarioName[];

type Measured = Record<ScenarioName, { perSecond: number; p99Ms: number }>;

const say = (text: string): void => console.error(text);

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const megabytes = (bytes: number[]): string => bytes.map((each) => `${Math.round(each / 1e6)} MB`).join(" and ");

/** Plays every scenario `rounds` times, in turn, so that a passing load of the machine meets all of them alike. */
async function measure(databaseUrl: string, target: Target, processes: number): Promise<Measured> {
  const fleet = await startFleet(databaseUrl, processes);
  const results = Object.fromEntries(SCENARIOS.map((name) => [name, [] as { perSecond: number; p99Ms: number }[]]));
  say(`\n${processes} API process(es)`);
  for (let round = 0; round < rounds; round += 1) {
    const before = await fleet.memory();
    for (const scenario of SCENARIOS) {
      const warmUpSeconds = round === 0 ? 2 : 1;
      const connections = CONNECTIONS[scenario];
      results[scenario]?.push(await fleet.play({ ...target, scenario, connections, warmUpSeconds, seconds }));
    }
    const memory = `${megabytes(before)} → ${megabytes(await fleet.memory())}`;
    say(`  round ${round + 1}: load average ${loadavg()[0]?.toFixed(1)}, memory ${memory}`);
  }
  fleet.stop();
  const of = (name: ScenarioName) => ({
    perSecond: median((results[name] ?? []).map((each) => each.perSecond)),
    p99Ms: median((results[name] ?? []).map((each) => each.p99Ms)),
  });
  const measured = Object.fromEntries(SCENARIOS.map((name) => [name, of(name)])) as Measured;
  for (const name of SCENARIOS) {
    say(
      `  ${name.padEnd(12)} ${measured[name].perSecond.toFixed(0).padStart(7)}/s   p99 ${measured[name].p99Ms.toFixed(1)} ms`,
    );
  }
  return measured;
}

function figuresOf(measured: Measured, floor: Floor): Figure[] {
  const { echo, debits, hotWallet, holdCapture, batch } = measured;
  return [
    { name: "debits_vs_echo", value: debits.perSecond, floor: echo.perSecond, goal: 0.9 },
    { name: "debits_p99_vs_echo", value: debits.p99Ms, floor: echo.p99Ms, goal: 2, atMost: true },
    { name: "hot_wallet_vs_echo", value: hotWallet.perSecond, floor: echo.perSecond, goal: 0.8 },
    { name: "hold_capture_vs_echo", value: holdCapture.perSecond, floor: echo.perSecond, goal: 0.4 },
    { name: "batch_vs_set_floor", value: batch.perSecond, floor: floor.set, goal: 0.5 },
    { name: "batch_vs_single_floor", value: batch.perSecond, floor: floor.single, goal: 3 },
  ];
}

/** Of two measurements of one figure, the one that is further from its goal. */
function worse(one: Figure, other: Figure): Figure {
  const less = one.value / one.floor < other.value / other.floor;
  return less === (one.atMost ?? false) ? other : one;
}

async function run(url: string): Promise<Figure[]> {
  await migrate(url, createLogger("silent"));
  const pool = createPool(url, 20);
  await openCatalogVersions(pool).publish(await readFile("catalogs/default.yaml", "utf8"));
  const target = await seed(pool);
  const floor = await runFloor(url, seconds);
  say(
    `floors by ${floor.tool}: set-based ${floor.set.toFixed(0)} debits/s, single ${floor.single.toFixed(0)} debits/s`,
  );
  const one = await measure(url, target, 1);
  const two = await measure(url, target, 2);
  const ofTwo = figuresOf(two, floor);
  const figures = figuresOf(one, floor).map((figure, index) => worse(figure, ofTwo[index] ?? figure));
  if (entries > 0) {
    const begun = performance.now();
    await fill(pool, entries);
    say(`\nfilled in ${entries} entries in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
    const large = await measure(url, target, 1);
    figures.push({
      name: "debits_at_10m_vs_empty",
      value: large.debits.perSecond,
      floor: one.debits.perSecond,
      goal: 0.85,
    });
  }
  await pool.end();
  return figures;
}

const directory = await mkdtemp(join(tmpdir(), "coffer-bench-"));
await chmod(directory, 0o755);
const server = await startEmbeddedPostgres({
  directory,
  port: await getPort(),
  durable: true,
  log: createLogger("silent"),
});
try {
  const figures = await run(server.url);
  process.exitCode = figures.map(printFigure).every(Boolean) ? 0 : 1;
} finally {
  await server.close();
  await rm(directory, { recursive: true, force: true });
}
