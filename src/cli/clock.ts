import type { Command } from "commander";
import { moveClock } from "../start/moveClock.js";
import { withStore } from "./withStore.js";

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `40d`, `12h`, `30m` or `90s` in seconds. */
function parseDuration(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,8})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (SECONDS[unit ?? ""] ?? Number.NaN);
  if (Number.isNaN(seconds)) throw new Error(`"${text}" is not a duration; write it like 40d, 12h, 30m or 90s`);
  return seconds;
}

async function advance(duration: string): Promise<void> {
  const seconds = parseDuration(duration);
  await withStore(async (store) => {
    if (store.development === null) throw new Error("This store runs on real chains; its clock cannot be moved.");
    console.log(`The store's time is now ${(await moveClock(store, seconds)).toISOString()}.`);
  });
}

/** `coffer clock advance`. */
export function addClockCommands(program: Command): void {
  program
    .command("clock")
    .description("the test clock of development chains")
    .command("advance <duration>")
    .description("move the time of the store and its chains, such as 40d or 12h; what falls due happens in order")
    .action(advance);
}
