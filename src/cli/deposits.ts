import type { Command } from "commander";
import { NETWORKS, type Network } from "../chains/chain.js";
import { CofferError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import { parseLimit } from "./parseLimit.js";
import { firstOf, printJson, printTable } from "./print.js";
import { commandLineClient, withStore } from "./withStore.js";

type ListOptions = { stuck?: boolean; limit: number };
type NoteOption = { note: string };
type RetryOptions = { note: string; dryRun?: boolean; json?: boolean };

async function list({ stuck, limit }: ListOptions): Promise<void> {
  await withStore(async ({ database }) => {
    const { readDeposits } = await import("../deposits/deposit.js");
    const { explain } = await import("../deposits/explain.js");
    const condition = `($1 = false OR status = 'stuck') ORDER BY detected_at DESC, id LIMIT $2`;
    const deposits = firstOf(await readDeposits(database.pool, condition, [stuck ?? false, limit + 1]), limit);
    if (deposits.length === 0) return console.log(stuck ? "No deposit is stuck." : "There are no deposits yet.");
    printTable(
      ["deposit", "network", "USDT", "status", "wallet"],
      deposits.map((each) => [
        each.id,
        each.network,
        formatAmount(each.amount),
        each.stuckReason ?? each.status,
        each.walletId,
      ]),
    );
    if (stuck) for (const deposit of deposits) console.log(`\n${deposit.id}: ${explain(deposit)}`);
  });
}

async function retry(id: string, { note, dryRun, json }: RetryOptions): Promise<void> {
  await withStore(async ({ crediting }) => {
    const { retryDeposit } = await import("../deposits/retryDeposit.js");
    const result = await retryDeposit(crediting, id, { clientId: commandLineClient(), note, dryRun: dryRun ?? false });
    if (json) return printJson(result);
    for (const { name, ok, detail } of result.checks)
      console.log(`${ok ? "ok  " : "FAIL"}  ${name.padEnd(10)} ${detail}`);
    console.log(`\n${result.explanation}`);
    if (result.outcome === "refused") process.exitCode = 1;
  });
}

function networkOf(text: string): Network {
  const network = NETWORKS.find((each) => each === text);
  if (network === undefined) throw new CofferError("invalid_request", `The networks are ${NETWORKS.join(" and ")}.`);
  return network;
}

function changeBlock(blocked: boolean) {
  return async (name: string, address: string, { note }: NoteOption): Promise<void> => {
    const sender = { network: networkOf(name), address, blocked };
    await withStore(async ({ database }) => {
      const { blockSender } = await import("../deposits/blockSender.js");
      await blockSender(database.pool, sender, { clientId: commandLineClient(), note });
    });
    console.log(blocked ? "Its payments wait for an operator from now on." : "Its payments are credited again.");
  };
}

/** `coffer deposits list`, `retry`, `block` and `unblock`. */
export function addDepositCommands(program: Command): void {
  const deposits = program.command("deposits").description("look at deposits and retry stuck ones");
  deposits
    .command("list")
    .description("list deposits, newest first")
    .option("--stuck", "only those that wait for an operator, each with what happened and what retry would do")
    .option("--limit <count>", "how many at most", parseLimit, 50)
    .action(list);
  deposits
    .command("retry <depositId>")
    .description("check a stuck deposit on its chain again and credit it once")
    .requiredOption("--note <text>", "why, for the audit record")
    .option("--dry-run", "only say what would be done")
    .option("--json", "print the whole result as JSON")
    .action(retry);
  deposits
    .command("block <network> <address>")
    .description("have payments from this sender wait for an operator")
    .requiredOption("--note <text>", "why, for the audit record")
    .action(changeBlock(true));
  deposits
    .command("unblock <network> <address>")
    .description("credit payments from this sender again")
    .requiredOption("--note <text>", "why, for the audit record")
    .action(changeBlock(false));
}
