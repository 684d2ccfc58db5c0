import type { Command } from "commander";
import { readDeposits } from "../deposits/deposit.js";
import { explain } from "../deposits/explain.js";
import { retryDeposit } from "../deposits/retryDeposit.js";
import { formatAmount } from "../lib/money.js";
import { printJson, printTable } from "./print.js";
import { commandLineClient, withStore } from "./withStore.js";

type ListOptions = { stuck?: boolean; limit: string };
type RetryOptions = { note: string; dryRun?: boolean; json?: boolean };

async function list({ stuck, limit }: ListOptions): Promise<void> {
  await withStore(async ({ database }) => {
    const condition = `($1 = false OR status = 'stuck') ORDER BY detected_at DESC, id LIMIT $2`;
    const deposits = await readDeposits(database.pool, condition, [stuck ?? false, Number(limit)]);
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
    const result = await retryDeposit(crediting, id, { clientId: commandLineClient(), note, dryRun: dryRun ?? false });
    if (json) return printJson(result);
    for (const { name, ok, detail } of result.checks)
      console.log(`${ok ? "ok  " : "FAIL"}  ${name.padEnd(10)} ${detail}`);
    console.log(`\n${result.explanation}`);
    if (result.outcome === "refused") process.exitCode = 1;
  });
}

/** `coffer deposits list` and `coffer deposits retry`. */
export function addDepositCommands(program: Command): void {
  const deposits = program.command("deposits").description("look at deposits and retry stuck ones");
  deposits
    .command("list")
    .description("list deposits, newest first")
    .option("--stuck", "only those that wait for an operator, each with what happened and what retry would do")
    .option("--limit <count>", "how many at most", "50")
    .action(list);
  deposits
    .command("retry <depositId>")
    .description("check a stuck deposit on its chain again and credit it once")
    .requiredOption("--note <text>", "why, for the audit record")
    .option("--dry-run", "only say what would be done")
    .option("--json", "print the whole result as JSON")
    .action(retry);
}
