import { formatAmount } from "../lib/money.js";
import { type Terms, termsSchema } from "./termsSchema.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Terms as JSON, every amount a decimal string in shortest form; {@link termsFromJson} reads it back. */
export function termsToJson(terms: Terms): Json {
  return toJson(terms);
}

/** @throws ZodError when the value is not what {@link termsToJson} wrote. */
export function termsFromJson(json: unknown): Terms {
  return termsSchema.parse(json);
}

type Plain = null | boolean | number | bigint | string | Plain[] | { [key: string]: Plain };

function toJson(value: Plain): Json {
  if (typeof value === "bigint") return formatAmount(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, toJson(field)]));
}
