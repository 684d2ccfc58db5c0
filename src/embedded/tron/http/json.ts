import type { JsonValue } from "../protobuf/message.js";

/** Writes an answer: a bigint is a 64-bit number, printed in full, or in quotes where `int64AsString` was asked. */
export function stringify(value: JsonValue | undefined, int64AsString = false): string {
  if (typeof value === "bigint") return int64AsString ? `"${value}"` : value.toString();
  if (Array.isArray(value)) return `[${value.map((item) => stringify(item, int64AsString)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${JSON.stringify(name)}:${stringify(member, int64AsString)}`);
  return `{${members.join(",")}}`;
}
