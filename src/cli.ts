import { Command } from "commander";
import { addAddressCommands } from "./cli/addresses.js";
import { addCatalogCommands } from "./cli/catalog.js";
import { addClockCommands } from "./cli/clock.js";
import { addDepositCommands } from "./cli/deposits.js";
import { addDevelopmentCommands } from "./cli/dev.js";
import { addKeyCommands } from "./cli/keys.js";
import { addLedgerCommands } from "./cli/ledger.js";
import { addListenCommand } from "./cli/listen.js";
import { addTriggerCommands } from "./cli/trigger.js";
import { messageOf } from "./lib/errors.js";

const program = new Command("coffer")
  .description(
    "A self-hosted credit store paid in USDT. Acts on the store that the environment names (docs/configuration.md).",
  )
  .showHelpAfterError();

addDepositCommands(program);
addLedgerCommands(program);
addAddressCommands(program);
addKeyCommands(program);
addCatalogCommands(program);
addDevelopmentCommands(program);
addClockCommands(program);
addListenCommand(program);
addTriggerCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
process.exit();
