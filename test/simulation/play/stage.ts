import { setTimeout as delay } from "node:timers/promises";
import type { Plan } from "../plan/plan.js";
import type { StoreUnderTest } from "../world/startStore.js";
import type { World } from "../world/startWorld.js";
import type { Client } from "./createClient.js";

/** What everybody in a play needs. */
export type Stage = {
  world: World;
  store: StoreUnderTest;
  plan: Plan;
  client: Client;
  /** Says what happened, with the time of play. */
  say(text: string): void;
};

/** A stage's own part of the times of a plan: waits until so many milliseconds after `startedAt`. */
export async function until(startedAt: number, afterMs: number): Promise<void> {
  await delay(Math.max(0, startedAt + afterMs - Date.now()));
}
