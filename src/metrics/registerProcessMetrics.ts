import { Gauge, type Registry } from "prom-client";
import type { Pace } from "../chains/callBudget.js";
import type { Chain } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import type { Logger } from "../lib/log.js";
import { createReading } from "./createReading.js";

/** What a queue says of itself; BullMQ's Queue has this shape. */
type CountedQueue = { name: string; getJobCounts(): Promise<Record<string, number>> };

/** States in which a job waits or has failed; finished ones are not kept. */
const JOB_STATES = ["waiting", "active", "delayed", "failed"] as const;

/**
 * What a provider answered longer ago says nothing of it now. Longer than the ten minutes between two passes at the slowest
 * pace, so that a provider that keeps failing stays in view; shorter than CofferProviderDown waits, so that one failure wakes
 * nobody: a process that serves the API alone asks only where a buyer claims a payment.
 */
const ASKED_MS = 720_000;

/** Registers what a process knows without asking the tables: its database connections and its view of the providers. */
export function registerProcessMetrics(
  registry: Registry,
  { pool, chains }: { pool: Pool; chains: readonly Pick<Chain, "network" | "providers" | "pace">[] },
): void {
  const connections: Gauge = new Gauge({
    name: "coffer_database_connections",
    help: "Connections of the pool, and callers that wait for one",
    labelNames: ["state"],
    registers: [registry],
    collect: () => {
      connections.set({ state: "busy" }, pool.totalCount - pool.idleCount);
      connections.set({ state: "idle" }, pool.idleCount);
      connections.set({ state: "awaited" }, pool.waitingCount);
    },
  });
  registerPaces(registry, chains);
  const labelNames = ["network", "host"];
  const up: Gauge = new Gauge({
    name: "coffer_provider_up",
    help: "1 where the provider's last answer to this process was good, 0 where not or while it rests; absent where it was not asked lately",
    ...{ labelNames, registers: [registry] },
    // Registered first of the three, it fills them all: a scrape reads each as soon as it was collected.
    collect: () => {
      const now = Date.now();
      up.reset();
      for (const chain of chains) {
        for (const provider of chain.providers()) {
          const labels = { network: chain.network, host: provider.host };
          const known = provider.restsUntil > now || now - (provider.askedAt ?? -Infinity) < ASKED_MS;
          if (known) up.set(labels, provider.ok ? 1 : 0);
          calls.set(labels, provider.callsToday);
          if (provider.budget !== null) budget.set(labels, provider.budget);
        }
      }
    },
  });
  const calls = new Gauge({
    name: "coffer_provider_calls_today",
    help: "Calls of all processes to the provider since midnight UTC, as far as this one has learnt",
    ...{ labelNames, registers: [registry] },
  });
  const budget = new Gauge({
    name: "coffer_provider_calls_budget",
    help: "Calls that the provider may get from all processes on one day",
    ...{ labelNames, registers: [registry] },
  });
}

/** What alerts allow a network beyond their own time. Always shown: without it an alert that adds it would never fire. */
function registerPaces(registry: Registry, chains: readonly Pick<Chain, "network" | "pace">[]): void {
  const register = (name: string, help: string, read: (pace: Pace) => number) => {
    const gauge: Gauge = new Gauge({
      name: `coffer_network_${name}`,
      help,
      labelNames: ["network"],
      registers: [registry],
      collect: () => {
        for (const chain of chains) {
          const pace = chain.pace();
          gauge.set({ network: chain.network }, pace === null ? 0 : read(pace));
        }
      },
    });
  };
  const often = "Time between two looks at the chain that the calls left for today allow; 0 where nobody counts them";
  register("pace_seconds", often, ({ everyMs }) => everyMs / 1000);
  const slowed = "1 where calls run short, so that only final blocks are read";
  register("slowed", slowed, ({ isSlowed }) => Number(isSlowed));
}

/** Registers how many jobs each queue holds, or that the queues cannot be read. */
export function registerQueueMetrics(registry: Registry, queues: () => CountedQueue[], log: Logger): void {
  const count = async () =>
    Promise.all(queues().map(async (queue) => ({ name: queue.name, counts: await queue.getJobCounts() })));
  const read = createReading("the queues", count, log);
  const up: Gauge = new Gauge({
    name: "coffer_queue_up",
    help: "1 where this process could read its queues for this scrape",
    registers: [registry],
    collect: async () => up.set((await read()) === null ? 0 : 1),
  });
  const jobs: Gauge = new Gauge({
    name: "coffer_queue_jobs",
    help: "Jobs of a queue by state",
    labelNames: ["queue", "state"],
    registers: [registry],
    collect: async () => {
      const counted = (await read()) ?? [];
      jobs.reset();
      for (const { name, counts } of counted) {
        for (const state of JOB_STATES) jobs.set({ queue: name, state }, counts[state] ?? 0);
      }
    },
  });
}
