import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { findContradictions } from "../catalog/contradictions.js";
import { disclosureOf } from "../catalog/disclosure.js";

async function check(file: string): Promise<void> {
  const { catalog, issues } = findContradictions(await readFile(file, "utf8"));
  console.log("Fair pricing, as buyers are told it:");
  for (const { point, ok, why } of disclosureOf(catalog)) console.log(`  ${ok ? "yes" : "NO "}  ${point}: ${why}`);
  for (const { line, path, message } of issues) console.error(`FAIL  line ${line}, ${path}: ${message}`);
  if (issues.length > 0) process.exitCode = 1;
  else console.log(`\n${file} can be sold from (version ${catalog.version}).`);
}

/** `coffer catalog check`. */
export function addCatalogCommands(program: Command): void {
  program
    .command("catalog")
    .description("catalogues")
    .command("check <file>")
    .description(
      "look for contradictions in a catalogue and print its fair-pricing points; exits 1 where there are any",
    )
    .action(check);
}
