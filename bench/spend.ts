import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import getPort from "get-port";
import { openCatalogVersions } from "../src/checkout/catalogVersions.js";
import { createPool } from "../src/db/client.js";
import { migrate } from "../src/db/migrate.js";
import { startEmbeddedPostgres } from "../src/embedded/postgres.js";
import { createLogger } from "../src/lib/log.js";
import { type Figure, printFigure } from "./figure.js";
import { openFloor } from "./floor/openFloor.js";
import { type LoadRound, playRounds, type Sample } from "./load/playRounds.js";
import type { ScenarioName } from "./load/scenarios.js";
import { fill, seed } from "./load/seed.js";
import { medianPair, type Pair } from "./medianPair.js";

/** The spend journey's speed beside its floors, all on one durable PostgreSQL server; see docs/performance.md. */

const { values: options } = parseArgs({
  options: {
    /** Of each scenario and floor in a round. */
    seconds: { type: "string", default: "2" },
    rounds: { type: "string", default: "5" },
    /** Entries to fill in before the last round; 0 leaves it out. */
    entries: { type: "string", default: "10000000" },
  },
});
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
const entries = Number(options.entries);

const say = (text: string): void => console.error(text);

/** A sample of one scenario beside the echo's of the same round, in the round where their ratio is the median. */
function besideEcho(played: LoadRound[], scenario: ScenarioName, unit: keyof Sample): Pair {
  return medianPair(played.map((round) => ({ value: round[scenario][unit], floor: round.echo[unit] })));
}

function batchBeside(played: LoadRound[], floor: "set" | "single"): Pair {
  return medianPair(played.map((round) => ({ value: round.batch.perSecond, floor: round.floor[floor] })));
}

function figuresOf(played: LoadRound[]): Figure[] {
  return [
    { name: "debits_vs_echo", ...besideEcho(played, "debits", "perSecond"), goal: 0.9 },
    { name: "debits_p99_vs_echo", ...besideEcho(played, "debits", "p99Ms"), goal: 2, atMost: true },
    { name: "hot_wallet_vs_echo", ...besideEcho(played, "hotWallet", "perSecond"), goal: 0.8 },
    { name: "hold_capture_vs_echo", ...besideEcho(played, "holdCapture", "perSecond"), goal: 0.4 },
    { name: "batch_vs_set_floor", ...batchBeside(played, "set"), goal: 0.5 },
    { name: "batch_vs_single_floor", ...batchBeside(played, "single"), goal: 3 },
  ];
}

const ratioOf = ({ value, floor }: Pair): number => value / floor;

function ratioNamed(figures: Figure[], name: string): number {
  const figure = figures.find((each) => each.name === name);
  return figure === undefined ? Number.NaN : ratioOf(figure);
}

function sayFigures(figures: Figure[]): void {
  for (const figure of figures) {
    const [value, floor] = [figure.value.toFixed(0), figure.floor.toFixed(0)];
    say(`  ${figure.name.padEnd(22)} ${value.padStart(6)} of ${floor.padStart(6)}: ${ratioOf(figure).toFixed(2)}`);
  }
}

/**
 * About what debits could make of the echo with the set-based floor in the ledger's place and nothing added to an echo,
 * where either alone fills the processors that both would share. The floor leaves some of their time idle, so that the
 * limit may lie a few hundredths higher (docs/performance.md).
 */
function limitOf(played: LoadRound[]): number {
  return ratioOf(
    medianPair(played.map(({ floor, echo }) => ({ value: floor.set, floor: floor.set + echo.perSecond }))),
  );
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
  const measureFloor = await openFloor(url);
  const measure = async (processes: number): Promise<Figure[]> => {
    const played = await playRounds(url, target, { processes, rounds, seconds, measureFloor });
    const figures = figuresOf(played);
    sayFigures(figures);
    if (processes > 1)
      say(`  with the set floor for a ledger debits would make about ${limitOf(played).toFixed(2)} of the echo`);
    return figures;
  };
  const one = await measure(1);
  const two = await measure(2);
  const figures = one.map((figure, index) => worse(figure, two[index] ?? figure));
  if (entries > 0) {
    const begun = performance.now();
    await fill(pool, entries);
    say(`\nfilled in ${entries} entries in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
    const large = await measure(1);
    // Both beside the echo of their own minutes: debits a second alone would compare the machine's paces.
    const [value, floor] = [ratioNamed(large, "debits_vs_echo"), ratioNamed(one, "debits_vs_echo")];
    figures.push({ name: "debits_at_10m_vs_empty", value, floor, goal: 0.85 });
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
