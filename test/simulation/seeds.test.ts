import { afterAll, beforeAll, expect, it } from "vitest";
import { checkReplays } from "./check/replays.js";
import { breakOnce, DAMAGE, LIES_OF_A_REPLAY } from "./damage.js";
import { createPlan } from "./plan/createPlan.js";
import { reportOf } from "./reportOf.js";
import { runSeed } from "./runSeed.js";
import { bundleMains, mainsIn } from "./world/bundleMains.js";
import { startWorld, type World } from "./world/startWorld.js";

/** Enough for every seed to have forks, kills and lies in it, few enough for five seeds to end in minutes. */
const BUYERS = 8;
const SEEDS: [seed: number, redis: boolean][] = [
  [1, false],
  [2, true],
  [3, false],
  [4, true],
  [5, false],
];
/** Most of it is waiting for processes to start; a busy machine needs ten times what an idle one does. */
const TIMEOUT_MS = 900_000;

/** Whose finished play is damaged. */
const DAMAGED_SEED = 1;

let mains: Awaited<ReturnType<typeof bundleMains>>;
let world: World;
let failed = false;
beforeAll(async () => {
  mains = await bundleMains();
  world = await startWorld(mainsIn(mains.directory));
}, TIMEOUT_MS);
afterAll(async () => {
  await world.close({ keepDirectory: failed });
  await mains.remove();
}, TIMEOUT_MS);

it.each(SEEDS)(
  "seed %i keeps every invariant (Redis: %s)",
  async (seed, redis) => {
    const plan = createPlan(seed, { buyers: BUYERS, redis });
    const result = await runSeed(world, plan, {
      say: () => {},
      inspect: async (played) => {
        if (seed !== DAMAGED_SEED) return;
        for (const [invariant, damage] of DAMAGE) {
          expect(await breakOnce(played, damage), String(damage)).toContain(invariant);
        }
        for (const lie of LIES_OF_A_REPLAY) {
          const findings = await checkReplays({ ...played.stage.client, replay: async (answer) => lie(answer) });
          expect(findings.map(({ invariant }) => invariant)).toEqual([9]);
        }
      },
    });
    failed ||= result.findings.length > 0;
    const command = `npm run simulate -- --seed ${seed} --buyers ${BUYERS}${redis ? " --redis" : ""}`;
    expect(result.findings, reportOf(result, command, world.directory)).toEqual([]);
    expect(result.counts.checkouts).toBeGreaterThan(0);
    expect(result.counts.disturbances).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);
