import { messageOf } from "../../src/lib/errors.js";
import { createPlan } from "./plan/createPlan.js";
import { reportOf } from "./reportOf.js";
import { runSeed } from "./runSeed.js";
import { mainsIn } from "./world/bundleMains.js";
import { startWorld, type World } from "./world/startWorld.js";

/** First and last seed, both included. */
export type SeedRange = [first: number, last: number];

export type PlayOptions = {
  buyers: number;
  redis: boolean;
  /** Prints the result of each seed and nothing of its play. */
  quiet: boolean;
  /** How many times longer everything takes than it was drawn. */
  stretch: number;
  /** Where the mains lie that were bundled before. */
  mains: string;
};

/** Chains grow with every seed, and reading them with them: after so many seeds new ones are begun. */
const SEEDS_PER_WORLD = 5;

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The parts of a range that one world each is started for. */
export function splitByWorld([first, last]: SeedRange): SeedRange[] {
  const count = Math.ceil((last - first + 1) / SEEDS_PER_WORLD);
  return Array.from({ length: count }, (_, index) => {
    const begin = first + index * SEEDS_PER_WORLD;
    return [begin, Math.min(last, begin + SEEDS_PER_WORLD - 1)];
  });
}

/** Plays one seed and prints its line. @returns whether every invariant held. */
async function playSeed(world: World, seed: number, options: PlayOptions): Promise<boolean> {
  const { buyers, redis, quiet, stretch } = options;
  const result = await runSeed(world, createPlan(seed, { buyers, redis, stretch }), { say: quiet ? () => {} : say });
  const broken = result.findings.map(({ invariant, what }) => `${invariant}: ${what}`);
  print(JSON.stringify({ ...result, findings: broken }));
  if (broken.length === 0) return true;
  const words = ["--seed", seed, "--buyers", buyers, "--stretch", stretch, ...(redis ? ["--redis"] : [])];
  const command = `npm run simulate -- ${words.join(" ")}`;
  say(reportOf(result, command, world.directory));
  return false;
}

/**
 * Plays seeds in a world of their own until one cannot be played on, which counts as failed: what it left of the world
 * would spoil the next.
 */
async function playInOneWorld(range: SeedRange, options: PlayOptions): Promise<{ played: number; failures: number }> {
  const world = await startWorld(mainsIn(options.mains), options.stretch);
  let failures = 0;
  let seed = range[0];
  try {
    for (; seed <= range[1]; seed += 1) if (!(await playSeed(world, seed, options))) failures += 1;
  } catch (error) {
    failures += 1;
    print(JSON.stringify({ seed, error: messageOf(error) }));
    say(`Seed ${seed} could not be played to its end; what is there is in ${world.directory}\n${String(error)}`);
    seed += 1;
  } finally {
    await world.close({ keepDirectory: failures > 0 });
  }
  return { played: seed - range[0], failures };
}

/** Plays the seeds one after the other; one line of JSON a seed on stdout. @returns how many failed. */
export async function playSeeds(range: SeedRange, options: PlayOptions): Promise<number> {
  let failures = 0;
  for (const [first, last] of splitByWorld(range)) {
    for (let next = first; next <= last; ) {
      const done = await playInOneWorld([next, last], options);
      next += done.played;
      failures += done.failures;
    }
  }
  return failures;
}
