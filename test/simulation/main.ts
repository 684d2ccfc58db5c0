import { Command, InvalidArgumentError } from "commander";
import { createPlan } from "./plan/createPlan.js";
import { type PlayOptions, playSeeds, type SeedRange } from "./playSeeds.js";
import { playSideBySide } from "./playSideBySide.js";
import { bundleMains } from "./world/bundleMains.js";

type Options = Omit<PlayOptions, "mains"> & {
  seed?: number;
  seeds?: SeedRange;
  plan: boolean;
  jobs: number;
  mains?: string;
};

function parseCount(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It must be a whole number, such as 42.");
  return Number(text);
}

function parseTimes(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1 to 99.");
  return Number(text);
}

function parseRange(text: string): SeedRange {
  const [, first, last] = /^(\d{1,6})-(\d{1,6})$/.exec(text) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last))
    throw new InvalidArgumentError("It must be a range, such as 1-200.");
  return [Number(first), Number(last)];
}

const options = new Command("npm run simulate --")
  .description("Plays a seed's buyers, services and mishaps against real processes, and checks the books afterwards.")
  .option("--seed <number>", "the seed to play", parseCount)
  .option("--seeds <first-last>", "many seeds, one after the other", parseRange)
  .option("--buyers <number>", "how many buyers; more make a play longer", parseCount, 200)
  .option("--redis", "the queue on a Redis of its own, with FLUSHALL and kill -9 of it in the plan", false)
  .option("--stretch <times>", "everything takes so many times longer, for a busy machine", parseTimes, 1)
  .option("--jobs <number>", "how many worlds of five seeds each are played side by side", parseTimes, 1)
  .option("--mains <folder>", "where API and workers lie that were bundled before; left out: they are bundled")
  .option("--plan", "print the plan and play nothing", false)
  .option("--quiet", "only the result of each seed", false)
  .parse()
  .opts<Options>();

const range: SeedRange = options.seeds ?? [options.seed ?? 1, options.seed ?? 1];

async function play(): Promise<number> {
  const { jobs, mains } = options;
  const bundled = mains === undefined ? await bundleMains() : null;
  const playOptions: PlayOptions = { ...options, mains: mains ?? bundled?.directory ?? "" };
  try {
    return await (jobs === 1 ? playSeeds(range, playOptions) : playSideBySide(range, playOptions, jobs));
  } finally {
    await bundled?.remove();
  }
}

if (options.plan) process.stdout.write(`${JSON.stringify(createPlan(range[0], options), null, 2)}\n`);
else process.exit((await play()) === 0 ? 0 : 1);
