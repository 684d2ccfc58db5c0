import type { Command } from "commander";
import { withStore } from "./withStore.js";

/** Buckets that are read at the same time: a second core halves the wait. */
const CONNECTIONS = 2;

async function verify(): Promise<void> {
  await withStore(async ({ database }) => {
    const { verifyLedger } = await import("../ledger/verify.js");
    const { unhurried } = await import("../db/unhurried.js");
    const { ok, checks } = await verifyLedger(unhurried(database.pool), CONNECTIONS);
    for (const check of checks) console.log(`${check.ok ? "ok  " : "FAIL"}  ${check.name}: ${check.detail}`);
    console.log(ok ? "\nThe ledger agrees with its entries." : "\nThe ledger does NOT agree with its entries.");
    if (!ok) process.exitCode = 1;
  });
}

/** `coffer ledger verify`. */
export function addLedgerCommands(program: Command): void {
  program
    .command("ledger")
    .description("the ledger")
    .command("verify")
    .description("recompute every balance, hold and grant from the entries; exits 1 where anything differs")
    .action(verify);
}
