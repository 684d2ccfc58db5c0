import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Network } from "../../src/chains/chain.js";
import { checkInvariants } from "./check/checkInvariants.js";
import type { Evidence, Finding } from "./check/finding.js";
import { countHurried } from "./check/processes.js";
import { checkReplays } from "./check/replays.js";
import type { Plan } from "./plan/plan.js";
import { createClient } from "./play/createClient.js";
import { playPlan } from "./play/playPlan.js";
import { settle } from "./play/settle.js";
import type { Stage } from "./play/stage.js";
import { scanEthereum } from "./scan/scanEthereum.js";
import { scanTron } from "./scan/scanTron.js";
import { readLeftConnections } from "./world/leftConnections.js";
import { type StoreUnderTest, startStore } from "./world/startStore.js";
import type { World } from "./world/startWorld.js";

/** What one seed came to. */
export type Result = {
  seed: number;
  findings: Finding[];
  /** Milliseconds from the last mishap to rest; null where it did not come to rest. */
  settledMs: number | null;
  /** What it took, by its parts. */
  seconds: Record<"all" | "start" | "play" | "settle" | "check", number>;
  counts: Record<string, number>;
};

/** How much happened: a play in which nothing does proves nothing. */
async function count({ store, plan }: Stage, evidence: Evidence): Promise<Record<string, number>> {
  const { rows } = await store.pool.query<Record<string, number>>(
    `SELECT (SELECT count(*)::integer FROM checkouts) AS checkouts,
            (SELECT count(*)::integer FROM deposits WHERE status = 'credited') AS credited,
            (SELECT count(*)::integer FROM deposit_history WHERE detail LIKE 'A fork replaced%') AS forked,
            (SELECT count(*)::integer FROM grants WHERE reversed_at IS NOT NULL) AS reversed,
            (SELECT count(*)::integer FROM deposits WHERE status = 'stuck') AS stuck,
            (SELECT count(*)::integer FROM holds) AS holds, (SELECT count(*)::integer FROM debits) AS debits`,
  );
  return {
    disturbances: plan.disturbances.length,
    answers: evidence.log.length,
    retried: evidence.log.filter(({ tries }) => tries > 1).length,
    unknown: evidence.log.filter(({ outcome }) => outcome === "unknown").length,
    hurried: countHurried(evidence.processes),
    ...rows[0],
  };
}

/** What a seed's checks need to be looked at again, by people or by a test. */
export type Played = { stage: Stage; evidence: Evidence };

export type SeedOptions = {
  say(text: string): void;
  /** Called after the checks, while the database is still there. */
  inspect?(played: Played): Promise<void>;
};

/** Seconds since the last lap, to a tenth. */
function startLaps(): () => number {
  let since = Date.now();
  return () => {
    const seconds = Math.round((Date.now() - since) / 100) / 10;
    since = Date.now();
    return seconds;
  };
}

/** Both chains from where they stood before the play. */
async function scanBoth({ chains }: World, from: Record<Network, number>): Promise<Evidence["scans"]> {
  const [ethereum, tron] = await Promise.all([
    scanEthereum(chains.ethereum.rpcUrl, chains.ethereum.usdt, from.ethereum),
    scanTron(chains.tron.rpcUrl, chains.tron.usdt, from.tron),
  ]);
  return { ethereum, tron };
}

/** A play that never came to rest, with how far each network was scanned. */
async function unrestOf({ pool }: StoreUnderTest): Promise<Finding> {
  const { rows } = await pool.query(
    "SELECT network, cursor_number, head_number, final_number, checked_at, last_error, paused_at FROM networks",
  );
  return { invariant: 13, what: "it did not come to rest", rows };
}

/** Plays a plan against real processes, lets it come to rest, and checks every invariant. */
export async function runSeed(world: World, plan: Plan, { say, inspect }: SeedOptions): Promise<Result> {
  const beganAt = Date.now();
  const lap = startLaps();
  const from: Record<Network, number> = {
    ethereum: await world.chains.ethereum.readHead(),
    tron: await world.chains.tron.readHead(),
  };
  const store = await startStore(world, plan);
  let failed = true;
  try {
    const client = createClient(store);
    const start = lap();
    const playedSince = Date.now();
    const stage: Stage = {
      ...{ world, store, plan, client },
      say: (text) => say(`seed ${plan.seed} ${((Date.now() - playedSince) / 1000).toFixed(1).padStart(5)} s  ${text}`),
    };
    const audited = await playPlan(stage);
    const play = lap();
    stage.say("comes to rest");
    const settledMs = await settle(stage);
    const resting = settledMs === null ? [await unrestOf(store)] : [];
    const rest = lap();
    const replayed = await checkReplays(client);
    // What is compared stands still: the store is stopped, then its tables and the chains are read.
    await store.stopProcesses();
    const scans = await scanBoth(world, from);
    const evidence: Evidence = {
      ...{ plan, scans, addresses: store.addresses, log: client.log, audited },
      processes: Object.values(store.processes).map((each) => each.record()),
      connections: await readLeftConnections(store.pool),
      secrets: [...Object.values(store.keys), ...Object.values(store.addresses.xpubs)],
    };
    const findings = [...resting, ...replayed, ...(await checkInvariants(store.pool, evidence))];
    const counts = await count(stage, evidence);
    await inspect?.({ stage, evidence });
    failed = findings.length > 0;
    const seconds = { all: Math.round((Date.now() - beganAt) / 1000), start, play, settle: rest, check: lap() };
    return { seed: plan.seed, findings, settledMs, seconds, counts };
  } finally {
    if (failed) await writeFile(join(store.directory, "plan.json"), JSON.stringify(plan, null, 2));
    await store.close();
    if (!failed) await world.dropDatabase(store.databaseName);
  }
}
