import type { EntryView } from "./views/entryView.js";

const COLUMNS = [
  "id",
  "at",
  "type",
  "credits",
  "balanceAfter",
  "heldAfter",
  "amount",
  "from",
  "to",
  "reference",
  "grantId",
  "depositId",
  "holdId",
  "debitId",
] as const satisfies readonly (keyof EntryView)[];

export const ENTRIES_CSV_HEADER = `${COLUMNS.join(",")}\r\n`;

function cell(name: keyof EntryView, value: string | null | undefined): string {
  // A reference is a service's own text: what a spreadsheet would take for a formula is marked as text.
  const text = name === "reference" && /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : (value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Movements as lines of CSV (RFC 4180). */
export function entriesToCsv(entries: EntryView[]): string {
  return entries.map((entry) => `${COLUMNS.map((name) => cell(name, entry[name])).join(",")}\r\n`).join("");
}
