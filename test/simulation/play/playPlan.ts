import { setTimeout as delay } from "node:timers/promises";
import { readEntries } from "../check/appendOnly.js";
import type { AuditedEntries } from "../check/finding.js";
import { playBuyer } from "./playBuyer.js";
import { playDisturbance } from "./playDisturbance.js";
import { type Stage, until } from "./stage.js";

/** The journal is read so often while it grows, to be compared at the end. */
const READ_EVERY_MS = 3_000;

/** Reads the journal now and then, until it is told to stop. */
async function audit({ store }: Stage, stop: AbortSignal): Promise<AuditedEntries[]> {
  const readings: AuditedEntries[] = [];
  while (!stop.aborted) {
    await delay(READ_EVERY_MS, undefined, { signal: stop }).catch(() => {});
    readings.push(await readEntries(store.pool));
  }
  return readings;
}

/**
 * Plays everything of a plan, side by side as it happens to a shop.
 * @returns the journal as it was at several moments.
 */
export async function playPlan(stage: Stage): Promise<AuditedEntries[]> {
  const { plan } = stage;
  const startedAt = Date.now();
  const stop = new AbortController();
  const play = Promise.all([
    ...plan.buyers.map((buyer) => playBuyer(stage, startedAt, buyer)),
    ...plan.disturbances.map(async (disturbance) => {
      await until(startedAt, disturbance.atMs);
      stage.say(JSON.stringify(disturbance));
      await playDisturbance(stage, disturbance);
    }),
  ]).finally(() => stop.abort());
  const [audited] = await Promise.all([audit(stage, stop.signal), play]);
  return audited;
}
