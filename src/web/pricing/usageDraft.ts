import type { Schemas } from "../lib/api.js";

export type Operation = Schemas["Catalog"]["operations"][number];
type Usage = Schemas["Usage"];
type Condition = Operation["rules"][number]["when"];

/** What a visitor has filled in; empty texts stand for what the operation assumes by itself. */
export type UsageDraft = {
  operation: string;
  model: string;
  /** Side of a square image in pixels. */
  side: string;
  steps: string;
  seconds: string;
  tokens: string;
  batch: boolean;
};

/** Fields that an operation's price depends on: the others are not asked for. */
export type Measures = { sides: number[]; steps: boolean; seconds: boolean; tokens: boolean; batch: boolean };

const conditionsOf = ({ rules, adjustments }: Operation): Condition[] =>
  [...rules, ...adjustments].map(({ when }) => when);

/** Sides of the squares that the price steps are made of, smallest first. */
function sidesOf(operation: Operation): number[] {
  const limits = conditionsOf(operation).flatMap(({ pixels }) => pixels?.upTo ?? []);
  return [...new Set(limits.map((pixels) => Math.floor(Math.sqrt(pixels))))].sort((left, right) => left - right);
}

export function measuresOf(operation: Operation): Measures {
  const conditions = conditionsOf(operation);
  const pers = operation.rules.flatMap(({ per }) => (per === null ? [] : Object.keys(per)));
  const asks = (part: "steps" | "seconds" | "tokens"): boolean =>
    pers.includes(part) || conditions.some((condition) => condition[part] !== undefined);
  return {
    sides: sidesOf(operation),
    steps: asks("steps"),
    seconds: asks("seconds"),
    tokens: asks("tokens"),
    batch: conditions.some(({ batch }) => batch !== undefined),
  };
}

/** An operation with nothing chosen yet: what it assumes by itself, or its smallest step. */
export function draftFor(operation: Operation): UsageDraft {
  const { defaults } = operation;
  const text = (value: number | null, otherwise = ""): string => (value === null ? otherwise : String(value));
  const [smallest] = sidesOf(operation);
  return {
    operation: operation.id,
    model: defaults.model ?? operation.models?.[0]?.id ?? "",
    side: text(defaults.width, smallest === undefined ? "" : String(smallest)),
    steps: text(defaults.steps),
    seconds: text(defaults.seconds, "10"),
    tokens: text(defaults.tokens, "1000"),
    batch: false,
  };
}

const wholeNumber = (text: string): number | undefined => (/^[1-9]\d{0,7}$/.test(text) ? Number(text) : undefined);

/** The draft as the API takes it, with only what the price depends on. */
export function usageOf(draft: UsageDraft, operation: Operation): Usage {
  const measures = measuresOf(operation);
  const side = measures.sides.length > 0 ? wholeNumber(draft.side) : undefined;
  const parts = {
    model: draft.model === "" ? undefined : draft.model,
    width: side,
    height: side,
    steps: measures.steps ? wholeNumber(draft.steps) : undefined,
    seconds: measures.seconds ? wholeNumber(draft.seconds) : undefined,
    tokens: measures.tokens ? wholeNumber(draft.tokens) : undefined,
    batch: measures.batch && draft.batch ? true : undefined,
  };
  const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return { operation: draft.operation, ...given };
}
