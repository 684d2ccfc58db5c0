import { type Command, Option } from "commander";
import { issueKey } from "../api/keys.js";
import { commandLineClient, withStore } from "./withStore.js";

type CreateOptions = { role: "store" | "service" | "operator"; client?: string; expires?: string };

async function create({ role, client, expires }: CreateOptions): Promise<void> {
  const expiresAt = expires === undefined ? undefined : new Date(expires);
  if (expiresAt !== undefined && Number.isNaN(expiresAt.getTime())) {
    throw new Error(`--expires ${expires} is not a time; write it like 2027-01-31T00:00:00Z`);
  }
  await withStore(async ({ database }) => {
    const { key } = await issueKey(database.pool, { role, client: client ?? role, expiresAt }, commandLineClient());
    console.log(key);
    console.error(`\nA ${role} key of client "${client ?? role}". It is shown this once; only its hash is stored.`);
  });
}

/** `coffer keys create`. */
export function addKeyCommands(program: Command): void {
  program
    .command("keys")
    .description("API keys")
    .command("create")
    .description("make an API key and print it")
    .addOption(
      new Option("--role <role>", "what it may do").choices(["store", "service", "operator"]).makeOptionMandatory(),
    )
    .option("--client <name>", "the client that it belongs to (default: the role's name)")
    .option("--expires <time>", "when it stops working, like 2027-01-31T00:00:00Z")
    .action(create);
}
