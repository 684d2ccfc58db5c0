import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type PlayOptions, type SeedRange, splitByWorld } from "./playSeeds.js";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

/** Plays a range in a process of its own, which prints its results by itself. @returns whether all of it held. */
async function playApart([first, last]: SeedRange, options: PlayOptions): Promise<boolean> {
  const { buyers, redis, quiet, stretch, mains } = options;
  const flags = [...(redis ? ["--redis"] : []), ...(quiet ? ["--quiet"] : [])];
  const numbers = ["--seeds", `${first}-${last}`, "--buyers", String(buyers), "--stretch", String(stretch)];
  const words = [...numbers, "--mains", mains, ...flags];
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...words], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code === 0;
}

/**
 * Plays `jobs` worlds side by side, because most of a play is waiting.
 * @returns in how many worlds a seed failed.
 */
export async function playSideBySide(range: SeedRange, options: PlayOptions, jobs: number): Promise<number> {
  const worlds = splitByWorld(range);
  let failures = 0;
  const playOn = async (): Promise<void> => {
    for (let next = worlds.shift(); next !== undefined; next = worlds.shift()) {
      if (!(await playApart(next, options))) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: jobs }, playOn));
  return failures;
}
