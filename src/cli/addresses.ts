import type { Command } from "commander";
import { commandLineClient, withStore } from "./withStore.js";

async function skip({ by, note }: { by: string; note: string }): Promise<void> {
  await withStore(async ({ database }) => {
    const { skipAddresses } = await import("../deposits/skipAddresses.js");
    const counters = await skipAddresses(database.pool, Number(by), { clientId: commandLineClient(), note });
    for (const { network, nextIndex } of counters)
      console.log(`${network}: the next new address has index ${nextIndex}.`);
    console.log("New checkouts get addresses again. Tell whoever sweeps the accounts about the gap.");
  });
}

/** `coffer addresses skip`. */
export function addAddressCommands(program: Command): void {
  program
    .command("addresses")
    .description("the deposit addresses of the accounts")
    .command("skip")
    .description("after a restore: leave out indexes that the lost store may have issued since its backup")
    .option("--by <count>", "how many; more than the lost store can have issued since its backup", "1000")
    .requiredOption("--note <text>", "why, for the audit record")
    .action(skip);
}
