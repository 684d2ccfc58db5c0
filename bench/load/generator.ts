import { openHttpConnection } from "./httpConnection.js";
import { type ScenarioName, scenarios, type Target } from "./scenarios.js";

/** The load generator: a process of its own, which does one round of load for each message of its parent. */

export type Round = Target & {
  scenario: ScenarioName;
  ports: number[];
  connections: number;
  warmUpSeconds: number;
  seconds: number;
};

export type RoundResult = { perSecond: number; p50Ms: number; p99Ms: number } | { error: string };

async function play(round: Round): Promise<RoundResult> {
  const act = scenarios[round.scenario];
  const countFrom = performance.now() + round.warmUpSeconds * 1_000;
  const until = countFrom + round.seconds * 1_000;
  const latencies: number[] = [];
  await Promise.all(
    Array.from({ length: round.connections }, async (_, index) => {
      const connection = openHttpConnection(round.ports[index % round.ports.length] ?? 0);
      for (let now = performance.now(); now < until; ) {
        const begun = now;
        await act(connection.send, round);
        now = performance.now();
        if (begun >= countFrom && now <= until) latencies.push(now - begun);
      }
      connection.close();
    }),
  );
  latencies.sort((a, b) => a - b);
  const quantile = (q: number): number => latencies[Math.floor(latencies.length * q)] ?? Number.NaN;
  return { perSecond: latencies.length / round.seconds, p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}

process.on("message", (round: Round) => {
  play(round)
    .catch((error: unknown): RoundResult => ({ error: String(error) }))
    .then((result) => process.send?.(result))
    .catch(() => process.exit(1));
});
process.send?.("ready");
