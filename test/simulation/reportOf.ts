import type { Result } from "./runSeed.js";

/** Rows of one finding that are printed; the others are in the kept database. */
const ROWS_SHOWN = 5;

function toText(value: unknown): string {
  return JSON.stringify(value, (_key, each) => (typeof each === "bigint" ? each.toString() : each));
}

/** What people need to look into a failed seed: the seed, each broken invariant, the rows, and where everything is kept. */
export function reportOf({ seed, findings }: Result, command: string, directory: string): string {
  const lines = findings.flatMap(({ invariant, what, rows }) => [
    `invariant ${invariant}: ${what} (${rows.length})`,
    ...rows.slice(0, ROWS_SHOWN).map((row) => `  ${toText(row)}`),
  ]);
  return [
    `Seed ${seed} broke ${findings.length} promises.`,
    ...lines,
    `Play it again: ${command}`,
    `Its plan, logs and databases are kept in ${directory}`,
  ].join("\n");
}
