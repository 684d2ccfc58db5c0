import { Command, InvalidArgumentError } from "commander";
import { createPlan } from "./plan/createPlan.js";
import { reportOf } from "./reportOf.js";
import { runSeed } from "./runSeed.js";
import { startWorld } from "./world/startWorld.js";

/** Chains grow with every seed, and reading them with them: after so many seeds new ones are begun. */
const SEEDS_PER_WORLD = 10;

type Options = {
  seed?: number;
  seeds?: [number, number];
  buyers: number;
  redis: boolean;
  plan: boolean;
  quiet: boolean;
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

function parseCount(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It must be a whole number, such as 42.");
  return Number(text);
}

function parseRange(text: string): [number, number] {
  const [, first, last] = /^(\d{1,6})-(\d{1,6})$/.exec(text) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last))
    throw new InvalidArgumentError("It must be a range, such as 1-200.");
  return [Number(first), Number(last)];
}

/** Plays the seeds one after the other; one line of JSON a seed on stdout. @returns how many failed. */
async function playSeeds([first, last]: [number, number], { buyers, redis, quiet }: Options): Promise<number> {
  let failures = 0;
  for (let begin = first; begin <= last; begin += SEEDS_PER_WORLD) {
    const world = await startWorld();
    let keepDirectory = true;
    try {
      const failuresBefore = failures;
      for (let seed = begin; seed <= Math.min(last, begin + SEEDS_PER_WORLD - 1); seed += 1) {
        const plan = createPlan(seed, { buyers, redis });
        const result = await runSeed(world, plan, { say: quiet ? () => {} : say });
        const broken = result.findings.map(({ invariant, what }) => `${invariant}: ${what}`);
        print(JSON.stringify({ ...result, findings: broken }));
        if (broken.length === 0) continue;
        failures += 1;
        const command = `npm run simulate -- --seed ${seed} --buyers ${buyers}${redis ? " --redis" : ""}`;
        say(reportOf(result, command, world.directory));
      }
      keepDirectory = failures > failuresBefore;
    } finally {
      await world.close({ keepDirectory });
    }
  }
  return failures;
}

const options = new Command("npm run simulate --")
  .description("Plays a seed's buyers, services and mishaps against real processes, and checks the books afterwards.")
  .option("--seed <number>", "the seed to play", parseCount)
  .option("--seeds <first-last>", "many seeds, one after the other", parseRange)
  .option("--buyers <number>", "how many buyers; more make a play longer", parseCount, 200)
  .option("--redis", "the queue on a Redis of its own, with FLUSHALL and kill -9 of it in the plan", false)
  .option("--plan", "print the plan and play nothing", false)
  .option("--quiet", "only the result of each seed", false)
  .parse()
  .opts<Options>();

const range = options.seeds ?? [options.seed ?? 1, options.seed ?? 1];
if (options.plan) print(JSON.stringify(createPlan(range[0], options), null, 2));
else process.exit((await playSeeds(range, options)) === 0 ? 0 : 1);
