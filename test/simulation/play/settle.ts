import { setTimeout as delay } from "node:timers/promises";
import { readUnfinished } from "../check/progress.js";
import { NETWORKS } from "../plan/plan.js";
import { retryStuck } from "./retryStuck.js";
import type { Stage } from "./stage.js";

/** Longer than a queue needs to notice a job whose worker was killed, and than a deposit's pause after some failures. */
const REST_MOST_MS = 180_000;
const LOOK_EVERY_MS = 500;
/** How often the operator looks. */
const OPERATE_EVERY_MS = 3_000;

/** Ends every mishap: honest providers, no fee, every process up. */
async function makePeace({ store, world }: Stage): Promise<void> {
  await Promise.all(Object.values(store.processes).map((each) => each.settled()));
  for (const network of NETWORKS) {
    for (const proxy of store.proxies[network]) {
      proxy.storm = null;
      proxy.pardon();
    }
    await world.chains[network].setFee(0);
  }
}

/** What an operator does about what is shown: retries what is stuck, and resumes a network that froze. */
async function operate(stage: Stage): Promise<void> {
  const { rows } = await stage.store.pool.query<{ network: string }>(
    "SELECT network FROM networks WHERE paused_at IS NOT NULL",
  );
  for (const { network } of rows) {
    const body = { note: "the simulation's operator looked at the fork" };
    await stage.client.ask({ role: "operator", path: `/v1/networks/${network}/resume`, body });
  }
  await retryStuck(stage);
}

/** Whether everything that was on the chains at `heads` is final and scanned. */
async function isScanned({ store, world }: Stage, heads: ReadonlyMap<string, number>): Promise<boolean> {
  const { rows } = await store.pool.query<{ network: string; finalNumber: number | null }>(
    `SELECT network, least(final_number, cursor_number) AS "finalNumber" FROM networks`,
  );
  for (const network of NETWORKS) {
    const head = heads.get(network) ?? 0;
    const scanned = rows.find((row) => row.network === network)?.finalNumber ?? -1;
    if (scanned < head || (await world.chains[network].readFinal()) < head) return false;
  }
  return true;
}

/**
 * Lets everything come to rest, with an operator at hand.
 * @returns how long it took in milliseconds, or null where something was still unfinished after three minutes.
 */
export async function settle(stage: Stage): Promise<number | null> {
  const beganAt = Date.now();
  await makePeace(stage);
  const heads = new Map<string, number>();
  for (const network of NETWORKS) heads.set(network, await stage.world.chains[network].readHead());
  let operatedAt = 0;
  while (Date.now() - beganAt < REST_MOST_MS) {
    const scanned = await isScanned(stage, heads);
    if (scanned && Date.now() - operatedAt > OPERATE_EVERY_MS) {
      await operate(stage);
      operatedAt = Date.now();
    }
    if (scanned && (await readUnfinished(stage.store.pool)).length === 0) return Date.now() - beganAt;
    await delay(LOOK_EVERY_MS);
  }
  return null;
}
