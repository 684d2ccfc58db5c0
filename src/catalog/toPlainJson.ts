import { formatAmount } from "../lib/money.js";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

type Plain = null | undefined | boolean | number | bigint | string | Date | Plain[] | { [key: string]: Plain };

/** The value as JSON: base units become decimal strings in shortest form, dates RFC 3339, and undefined fields go. */
export function toPlainJson(value: Plain): Json {
  if (typeof value === "bigint") return formatAmount(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toPlainJson);
  if (typeof value !== "object" || value === null) return value ?? null;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, toPlainJson(field)]));
}
