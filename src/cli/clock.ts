import type { Command } from "commander";
import { parseDuration } from "./parseDuration.js";
import { withStore } from "./withStore.js";

async function advance(duration: string): Promise<void> {
  const seconds = parseDuration(duration);
  await withStore(async (store) => {
    if (store.development === null) throw new Error("This store runs on real chains; its clock cannot be moved.");
    const { moveClock } = await import("../start/moveClock.js");
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
