import { loadavg } from "node:os";
import type { Floor } from "../floor/openFloor.js";
import { startFleet } from "./fleet.js";
import type { ScenarioName, Target } from "./scenarios.js";

/** Connections of each scenario. A batch is large, so fewer of them are under way. */
const CONNECTIONS: Record<ScenarioName, number> = { echo: 64, debits: 64, hotWallet: 64, holdCapture: 64, batch: 4 };
const SCENARIOS = Object.keys(CONNECTIONS) as ScenarioName[];

export type Sample = { perSecond: number; p99Ms: number };

/** One sample of each scenario and the floors, taken within seconds of each other: at one pace of the machine. */
export type LoadRound = Record<ScenarioName, Sample> & { floor: Floor };

type Wanted = {
  processes: number;
  rounds: number;
  /** Of each scenario and floor in a round. */
  seconds: number;
  measureFloor: (seconds: number) => Promise<Floor>;
};

/**
 * Debits before the first round, in seconds: after a checkpoint PostgreSQL logs each page whole that is written for the first
 * time, which costs a large table's first debits most of their pace and is over soon.
 */
const WARM_UP_SECONDS = 15;

/** A batch takes a good part of a second, so more of them are waited for: those under way at the end do not count. */
const BATCH_TIMES = 2;

const say = (text: string): void => console.error(text);

const megabytes = (bytes: number[]): string => bytes.map((each) => `${Math.round(each / 1e6)} MB`).join(" and ");

/** Plays every scenario once a round, on so many API processes of their own; says what they keep in memory. */
export async function playRounds(
  databaseUrl: string,
  target: Target,
  { processes, rounds, seconds, measureFloor }: Wanted,
): Promise<LoadRound[]> {
  const fleet = await startFleet(databaseUrl, processes);
  say(`\n${processes} API process(es)`);
  const played: LoadRound[] = [];
  try {
    const debits = { ...target, scenario: "debits", connections: CONNECTIONS.debits } as const;
    const warmed = await fleet.play({ ...debits, warmUpSeconds: 2, seconds: WARM_UP_SECONDS });
    say(`  warmed up with ${warmed.perSecond.toFixed(0)} debits a second`);
    for (let round = 1; round <= rounds; round += 1) {
      const before = await fleet.memory();
      const samples: Partial<LoadRound> = { floor: await measureFloor(seconds) };
      for (const scenario of SCENARIOS) {
        const connections = CONNECTIONS[scenario];
        const long = scenario === "batch" ? BATCH_TIMES * seconds : seconds;
        samples[scenario] = await fleet.play({ ...target, scenario, connections, warmUpSeconds: 1, seconds: long });
      }
      played.push(samples as LoadRound);
      const memory = `${megabytes(before)} → ${megabytes(await fleet.memory())}`;
      const floors = `floors by ${samples.floor?.tool} ${samples.floor?.set.toFixed(0)} and ${samples.floor?.single.toFixed(0)}`;
      const pace = [...SCENARIOS.map((name) => `${name} ${samples[name]?.perSecond.toFixed(0)}`), floors].join(", ");
      say(`  round ${round}: load average ${loadavg()[0]?.toFixed(1)}, memory ${memory}; a second: ${pace}`);
    }
  } finally {
    fleet.stop();
  }
  return played;
}
