import autocannon from "autocannon";
import { createScenario, type ScenarioName, type Target } from "./scenarios.js";

/** The load generator: a process of its own, in which autocannon does one round of load for each message of its parent. */

export type Round = Target & {
  scenario: ScenarioName;
  ports: number[];
  connections: number;
  warmUpSeconds: number;
  seconds: number;
};

/** Units a second, and the 99th percentile of a request's milliseconds. */
export type RoundResult = { perSecond: number; p99Ms: number } | { error: string };

async function load(round: Round, duration: number): Promise<RoundResult> {
  const { requests, units } = createScenario(round.scenario, round);
  const { connections, ports } = round;
  // Its types know one address only; several are taken in turn by the connections.
  const url = ports.map((port) => `http://127.0.0.1:${port}`) as unknown as string;
  const result = await autocannon({ url, requests, connections, duration, timeout: 60 });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) {
    const statuses = JSON.stringify(result.statusCodeStats);
    return {
      error: `Of ${result["2xx"] + failed} requests ${failed} failed: statuses ${statuses}, ${result.errors} errors.`,
    };
  }
  return { perSecond: (result["2xx"] * units) / result.duration, p99Ms: result.latency.p99 };
}

async function play(round: Round): Promise<RoundResult> {
  const warmed = await load(round, round.warmUpSeconds);
  return "error" in warmed ? warmed : load(round, round.seconds);
}

process.on("message", (round: Round) => {
  play(round)
    .catch((error: unknown): RoundResult => ({ error: String(error) }))
    .then((result) => process.send?.(result))
    .catch(() => process.exit(1));
});
process.send?.("ready");
