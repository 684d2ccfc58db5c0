import type { Condition, Operation } from "./operationSchema.js";
import type { Usage } from "./usage.js";

/** Why a condition does not hold: the field of the usage, and what it would have to be. */
export type Mismatch = { path: string; message: string };

/** The usage with the operation's defaults where it says nothing. */
export function withDefaults(operation: Operation, usage: Usage): Usage {
  const { width, height, steps, model, seconds, tokens } = operation.defaults;
  return {
    ...usage,
    width: usage.width ?? width ?? usage.height,
    height: usage.height ?? height ?? usage.width,
    steps: usage.steps ?? steps ?? undefined,
    model: usage.model ?? model ?? undefined,
    seconds: usage.seconds ?? seconds ?? undefined,
    tokens: usage.tokens ?? tokens ?? undefined,
  };
}

/** What keeps `condition` from holding for `usage` (defaults filled in); empty when it holds. */
export function mismatches(condition: Condition, usage: Usage): Mismatch[] {
  const { width, height } = usage;
  const measures = [
    {
      path: "width",
      unit: "pixels (width × height)",
      range: condition.pixels,
      value: width && height && width * height,
    },
    { path: "steps", unit: "steps", range: condition.steps, value: usage.steps },
    { path: "count", unit: "at once", range: condition.count, value: usage.count ?? 1 },
    { path: "seconds", unit: "seconds", range: condition.seconds, value: usage.seconds },
    { path: "tokens", unit: "tokens", range: condition.tokens, value: usage.tokens },
  ];
  const found: Mismatch[] = [];
  for (const { path, unit, range, value } of measures) {
    if (range === null) continue;
    if (value === undefined) found.push({ path, message: "is needed to price this operation" });
    else if (range.upTo !== null && value > range.upTo) found.push({ path, message: `at most ${range.upTo} ${unit}` });
    else if (range.above !== null && value <= range.above)
      found.push({ path, message: `above ${range.above} ${unit}` });
  }
  if (condition.models !== null && !condition.models.includes(usage.model ?? "")) {
    found.push({ path: "model", message: `one of ${condition.models.join(", ")}` });
  }
  for (const [name, wanted] of Object.entries(condition.options ?? {})) {
    if (!optionHolds(usage.options?.[name], wanted))
      found.push({ path: `options.${name}`, message: wanted === "false" ? "left out" : wanted });
  }
  if (condition.batch !== null && (usage.batch ?? false) !== condition.batch) {
    found.push({ path: "batch", message: `must be ${condition.batch}` });
  }
  return found;
}

function optionHolds(given: string | number | boolean | undefined, wanted: string): boolean {
  const present = given !== undefined && given !== false && given !== "" && given !== "false";
  if (wanted === "true") return present;
  if (wanted === "false") return !present;
  return String(given) === wanted;
}
