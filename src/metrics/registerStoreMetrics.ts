import { Gauge, type Registry } from "prom-client";
import type { Network } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { STUCK_REASONS } from "../deposits/deposit.js";
import type { Logger } from "../lib/log.js";
import { createReading } from "./createReading.js";
import { readStoreFigures, type StoreFigures } from "./readStoreFigures.js";

type Sample = { labels: Record<string, string>; value: number | null };

type StoreGauge = {
  name: string;
  help: string;
  labels: string[];
  samples(figures: StoreFigures): Sample[];
};

const perNetwork = (
  name: string,
  help: string,
  read: (network: StoreFigures["networks"][number]) => number | null,
): StoreGauge => ({
  name: `coffer_network_${name}`,
  help,
  labels: ["network"],
  samples: ({ networks }) => networks.map((each) => ({ labels: { network: each.network }, value: read(each) })),
});

const STORE_GAUGES: StoreGauge[] = [
  perNetwork("head_block", "Newest block that a provider has shown", ({ head }) => head),
  perNetwork("final_block", "Newest block that can never be rolled back", ({ final }) => final),
  perNetwork("scanned_block", "Newest block whose payments are stored", ({ scanned }) => scanned),
  perNetwork("lag_blocks", "Blocks between the chain's head and the newest scanned one", ({ head, scanned }) =>
    head === null || scanned === null ? null : Math.max(0, head - scanned),
  ),
  perNetwork("lag_seconds", "Age of the newest scanned block", ({ lagSeconds }) => lagSeconds),
  perNetwork("unchecked_seconds", "Time since a worker last looked at the chain", (each) => each.uncheckedSeconds),
  perNetwork("paused", "1 where an operator or a deep fork has stopped crediting", ({ paused }) => (paused ? 1 : 0)),
  {
    name: "coffer_deposits_stuck",
    help: "Deposits that wait for an operator",
    labels: ["reason"],
    samples: ({ stuck }) => {
      const counts = new Map(stuck.map(({ reason, count }) => [reason, count]));
      return STUCK_REASONS.map((reason) => ({ labels: { reason }, value: counts.get(reason) ?? 0 }));
    },
  },
  {
    name: "coffer_deposits_waiting",
    help: "Deposits on their way: seen and not credited yet, without those that wait for their buyer to send the rest",
    labels: ["network"],
    samples: ({ networks, waiting }) =>
      networks.map(({ network }) => ({
        labels: { network },
        value: waiting.find((each) => each.network === network)?.count ?? 0,
      })),
  },
  {
    name: "coffer_deposits_waiting_oldest_seconds",
    help: "Age of the oldest deposit on its way",
    labels: ["network"],
    samples: ({ networks, waiting }) =>
      networks.map(({ network }) => ({
        labels: { network },
        value: waiting.find((each) => each.network === network)?.oldestSeconds ?? 0,
      })),
  },
  {
    name: "coffer_deposit_credit_seconds",
    help: "From first seen to credited, of deposits credited in the last hour",
    labels: ["quantile"],
    samples: ({ creditSeconds }) => [
      { labels: { quantile: "0.5" }, value: creditSeconds.median },
      { labels: { quantile: "0.95" }, value: creditSeconds.p95 },
    ],
  },
  {
    name: "coffer_checkouts_open",
    help: "Checkouts that wait for payment or confirmation",
    labels: [],
    samples: ({ openCheckouts }) => [{ labels: {}, value: openCheckouts }],
  },
  {
    name: "coffer_refund_requests_open",
    help: "Purchases that were given back and are not paid for yet",
    labels: [],
    samples: ({ refundRequests }) => [{ labels: {}, value: refundRequests.open }],
  },
  {
    name: "coffer_refund_requests_oldest_seconds",
    help: "How long the oldest of them waits for an operator; 0 where there is none",
    labels: [],
    samples: ({ refundRequests }) => [{ labels: {}, value: refundRequests.oldestSeconds }],
  },
  {
    name: "coffer_webhook_deliveries",
    help: "Events without deliveries yet, deliveries not tried yet (pending), and those that are tried again (failing)",
    labels: ["state"],
    samples: ({ webhooks }) => Object.entries(webhooks).map(([state, value]) => ({ labels: { state }, value })),
  },
  {
    name: "coffer_ledger_verified",
    help: "1 where the last verification found the ledger to agree with its entries, else 0",
    labels: [],
    samples: ({ verification }) => [{ labels: {}, value: verification === null ? null : Number(verification.ok) }],
  },
  {
    name: "coffer_ledger_verified_age_seconds",
    help: "Time since the ledger was last verified",
    labels: [],
    samples: ({ verification }) => [{ labels: {}, value: verification?.ageSeconds ?? null }],
  },
];

/** Registers what the tables say, read when it is asked for. Every process says the same, or that it cannot read them. */
export function registerStoreMetrics(
  registry: Registry,
  { pool, networks, log }: { pool: Pool; networks: readonly Network[]; log: Logger },
): void {
  const read = createReading("the tables", () => readStoreFigures(pool, networks), log);
  const up: Gauge = new Gauge({
    name: "coffer_database_up",
    help: "1 where this process could read the tables for this scrape",
    registers: [registry],
    collect: async () => up.set((await read()) === null ? 0 : 1),
  });
  for (const { name, help, labels, samples } of STORE_GAUGES) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [registry],
      collect: async () => {
        const figures = await read();
        // What is not known now is not shown: neither as it was before, nor as the 0 that a reset leaves without labels.
        gauge.reset();
        if (labels.length === 0) gauge.remove();
        const found = figures === null ? [] : samples(figures);
        for (const sample of found) if (sample.value !== null) gauge.set(sample.labels, sample.value);
      },
    });
  }
}
