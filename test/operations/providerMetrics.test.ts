import { Registry } from "prom-client";
import { expect, it, onTestFinished, vi } from "vitest";
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
  registerProcessMetrics(registry, { pool, chains: [{ network: "tron", providers: () => providers.states() }] });
  const shown = async () => (await registry.metrics()).match(/^coffer_provider_up\{.*/gm) ?? [];
  const [one] = providers.available();
  if (one === undefined) throw new Error("There are two providers.");
  return { ask: (work: () => Promise<void>) => providers.guard(one, work).catch(() => {}), shown };
}

it("a process shows the providers that it asked within ten minutes, so that one that asks none hides no failure", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const [worker, api] = [startProcess(), startProcess()];
  await worker.ask(() => Promise.reject(new ProviderError("broken", "one", "no")));
  expect(await api.shown()).toEqual([]);
  expect(await worker.shown()).toEqual(['coffer_provider_up{network="tron",host="one"} 0']);
  vi.advanceTimersByTime(60_000);
  await worker.ask(async () => {});
  expect(await worker.shown()).toEqual(['coffer_provider_up{network="tron",host="one"} 1']);
  vi.advanceTimersByTime(600_000);
  expect(await worker.shown()).toEqual([]);
});
