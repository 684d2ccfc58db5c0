import { loadavg } from "node:os";
import { startFleet } from "./fleet.js";
import type { ScenarioName, Target } from "./scenarios.js";

/** Connections of each scenario. A batch is large, so fewer of them are under way. */
const CONNECTIONS: Record<ScenarioName, number> = { echo: 64, debits: 64, hotWallet: 64, holdCapture: 64, batch: 4 };
const SCENARIOS = Object.keys(CONNECTIONS) as ScenarioName[];

export type Sample = { perSecond: number; p99Ms: number };

/** One sample of each scenario, taken within seconds of each other: what they have in common is the machine's pace. */
export type LoadRound = Record<ScenarioName, Sample>;

const say = (text: string): void => console.error(text);

const megabytes = (bytes: number[]): string => bytes.map((each) => `${Math.round(each / 1e6)} MB`).join(" and ");

/** Plays every scenario once a round, on so many API processes of their own; says what they keep in memory. */
export async function playRounds(
  databaseUrl: string,
  target: Target,
  { processes, rounds, seconds }: { processes: number; rounds: number; seconds: number },
): Promise<LoadRound[]> {
  const fleet = await startFleet(databaseUrl, processes);
  say(`\n${processes} API process(es)`);
  const played: LoadRound[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const before = await fleet.memory();
    const samples: Partial<LoadRound> = {};
    for (const scenario of SCENARIOS) {
      const warmUpSeconds = round === 1 ? 2 : 1;
      const connections = CONNECTIONS[scenario];
      samples[scenario] = await fleet.play({ ...target, scenario, connections, warmUpSeconds, seconds });
    }
    played.push(samples as LoadRound);
    const memory = `${megabytes(before)} → ${megabytes(await fleet.memory())}`;
    const pace = SCENARIOS.map((name) => `${name} ${samples[name]?.perSecond.toFixed(0)}`).join(", ");
    say(`  round ${round}: load average ${loadavg()[0]?.toFixed(1)}, memory ${memory}; a second: ${pace}`);
  }
  fleet.stop();
  return played;
}
