import { formatAmount } from "../lib/money.js";

/** Prints rows as aligned columns under their headings. */
export function printTable(headings: string[], rows: string[][]): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of [headings, ...rows]) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

/**
 * The first `limit` of what was found, where one more than that was asked for; says on stderr that there are more.
 */
export function firstOf<Found>(found: Found[], limit: number): Found[] {
  if (found.length > limit) console.error(`There are more than are shown; --limit ${2 * limit} shows more.`);
  return found.slice(0, limit);
}

/** Prints anything as JSON, amounts as decimal strings. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, (_key, field) => (typeof field === "bigint" ? formatAmount(field) : field), 2));
}
