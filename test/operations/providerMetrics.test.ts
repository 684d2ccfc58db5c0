import { readFile } from "node:fs/promises";
import { Registry } from "prom-client";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { paceFor } from "../../src/chains/callBudget.js";
import { ProviderError } from "../../src/chains/providerError.js";
import { createProviderPool } from "../../src/chains/rpc.js";
import { createPool } from "../../src/db/client.js";
import { registerProcessMetrics } from "../../src/metrics/registerProcessMetrics.js";

/** What a process shows of its providers, and how it asks the first of two. */
function startProcess() {
  const providers = createProviderPool({
    ...{ network: "tron", blockMs: 3_000, urls: ["one", "two"] },
    connect: (host) => ({ host }),
  });
  const registry = new Registry();
  const pool = createPool("postgresql://nobody@127.0.0.1:1/none", 1);
  const chain = { network: "tron", providers: () => providers.states(), pace: () => null } as const;
  registerProcessMetrics(registry, { pool, chains: [chain] });
  const shown = async () => (await registry.metrics()).match(/^coffer_provider_up\{.*/gm) ?? [];
  const [one] = providers.available();
  if (one === undefined) throw new Error("There are two providers.");
  return { ask: (work: () => Promise<void>) => providers.guard(one, work).catch(() => {}), shown };
}

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

it("a process shows the providers that it asked lately, so that one that asks none hides no failure", async () => {
  const [worker, api] = [startProcess(), startProcess()];
  await worker.ask(() => Promise.reject(new ProviderError("broken", "one", "no")));
  expect(await api.shown()).toEqual([]);
  expect(await worker.shown()).toEqual(['coffer_provider_up{network="tron",host="one"} 0']);
  vi.advanceTimersByTime(60_000);
  await worker.ask(async () => {});
  expect(await worker.shown()).toEqual(['coffer_provider_up{network="tron",host="one"} 1']);
  vi.advanceTimersByTime(720_000);
  expect(await worker.shown()).toEqual([]);
});

it("a provider that asked to be left alone is shown as down for as long as it is not asked", async () => {
  const worker = startProcess();
  const limited = new ProviderError("limited", "one", "the quota is used up", { retryAfterMs: 3_600_000 });
  await worker.ask(() => Promise.reject(limited));
  vi.advanceTimersByTime(900_000);
  await worker.ask(() => Promise.reject(new Error("It must not be asked.")));
  expect(await worker.shown()).toEqual(['coffer_provider_up{network="tron",host="one"} 0']);
});

it("what failed once is forgotten before it wakes anybody, and remembered until the slowest pace asks again", async () => {
  const alerts = await readFile(new URL("../../deploy/prometheus/alerts.yml", import.meta.url), "utf8");
  const minutes = Number(/alert: CofferProviderDown\n(?:.*\n)*?\s+for: (\d+)m/.exec(alerts)?.[1]);
  const worker = startProcess();
  await worker.ask(() => Promise.reject(new ProviderError("broken", "one", "no")));
  vi.advanceTimersByTime(660_000);
  expect(await worker.shown()).toHaveLength(1);
  vi.advanceTimersByTime(minutes * 60_000 - 660_000);
  expect(await worker.shown()).toEqual([]);
});

it("a process shows how often each network is looked at, so that a pace of Coffer's own choice pages nobody", async () => {
  const registry = new Registry();
  const pool = createPool("postgresql://nobody@127.0.0.1:1/none", 1);
  let used = 0;
  const pace = () => paceFor(3_000, { calls: 100_000 - used, msLeft: 86_400_000 });
  const providers = () => [];
  registerProcessMetrics(registry, {
    pool,
    chains: [
      { network: "tron", providers, pace },
      { network: "ethereum", providers, pace: () => null },
    ],
  });
  const shown = async () => (await registry.metrics()).match(/^coffer_network_(pace|slowed).*/gm);
  const of = (name: string, tron: number) => [
    `coffer_network_${name}{network="tron"} ${tron}`,
    `coffer_network_${name}{network="ethereum"} 0`,
  ];
  expect(await shown()).toEqual([...of("pace_seconds", 3), ...of("slowed", 0)]);
  used = 100_000;
  expect(await shown()).toEqual([...of("pace_seconds", 600), ...of("slowed", 1)]);
});
