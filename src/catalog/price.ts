import { CofferError, InvariantError } from "../lib/errors.js";
import { BASE_UNITS, formatAmount, MAX_AMOUNT } from "../lib/money.js";
import { add, ceil, type Fraction, fraction, multiply, ZERO } from "./fraction.js";
import { type Mismatch, mismatches, withDefaults } from "./matchCondition.js";
import type { Operation } from "./operationSchema.js";
import type { Catalog } from "./schema.js";
import type { Usage } from "./usage.js";

/** Credits in base units. The lines add up to `credits`; a line that lowers the price is negative. */
export type Price = {
  credits: bigint;
  lines: { label: string; credits: bigint }[];
  /** The model that is priced: the usage's, or else the operation's default; null where it depends on none. */
  model: string | null;
};

type Rule = Operation["rules"][number];
type Adjustment = Operation["adjustments"][number];

const WHOLE_PERCENT = 100n * BASE_UNITS;

/**
 * What a usage costs, exactly, rounded up once to a base unit.
 * @throws CofferError `unknown_operation`; `invalid_request` with `issues` [{path, message}] naming the usage's field.
 */
export function priceUsage(catalog: Catalog, usage: Usage, region?: string | null): Price {
  const operation = findOperation(catalog, usage.operation, region);
  const filled = withDefaults(operation, usage);
  refuseUnknownNames(operation, filled);
  const rule = findRule(operation, filled);
  const count = BigInt(usage.count ?? 1);

  let each: Fraction = fraction(rule.credits * unitsOf(rule, filled));
  const lines: Price["lines"] = [];
  let charged = 0n;
  const addLine = (label: string) => {
    const total = ceil(multiply(each, fraction(count)));
    if (total !== charged) lines.push({ label, credits: total - charged });
    charged = total;
  };

  addLine(`${usage.count === undefined ? "" : `${usage.count} × `}${rule.label ?? operation.name}`);
  for (const adjustment of operation.adjustments) {
    if (mismatches(adjustment.when, filled).length > 0) continue;
    each = adjust(each, adjustment);
    addLine(adjustment.label);
  }
  if (charged > MAX_AMOUNT) {
    const issues = [{ path: "usage", message: `costs more than ${formatAmount(MAX_AMOUNT)} credits` }];
    throw new CofferError("invalid_request", "This usage costs more than any wallet can have.", { fields: { issues } });
  }
  return { credits: charged, lines, model: filled.model ?? null };
}

/** The operation, in the region's price book where that has its own. */
export function findOperation(catalog: Catalog, id: string, region?: string | null): Operation {
  const book = region ? catalog.regions[region] : undefined;
  const found = [...(book?.operations ?? []), ...catalog.operations].find((operation) => operation.id === id);
  if (found !== undefined) return found;
  const known = catalog.operations.map((operation) => operation.id).join(", ");
  throw new CofferError("unknown_operation", `There is no operation "${id}". The catalogue prices: ${known}.`, {
    fields: { operation: id },
  });
}

/** The regions whose price books have a price of their own for an operation; everywhere else the general one holds. */
export function listRegionsWithOwnPrice({ regions }: Catalog, id: string): string[] {
  const books = Object.entries(regions);
  return books.filter(([, book]) => book.operations.some((operation) => operation.id === id)).map(([region]) => region);
}

/** Whose price holds for who is in `region`; null: the general one. */
export function pricedRegion(withOwnPrice: readonly string[], region: string | null | undefined): string | null {
  return withOwnPrice.find((each) => each === region) ?? null;
}

function adjust(each: Fraction, adjustment: Adjustment): Fraction {
  if (adjustment.percent !== null) return multiply(each, fraction(WHOLE_PERCENT + adjustment.percent, WHOLE_PERCENT));
  return add(each, adjustment.credits === null ? ZERO : fraction(adjustment.credits));
}

/** How many times the rule's credits one unit takes: each `per` begun counts whole. */
function unitsOf(rule: Rule, usage: Usage): bigint {
  if (rule.per === null) return 1n;
  const [path, value, per] =
    "seconds" in rule.per
      ? (["seconds", usage.seconds, rule.per.seconds] as const)
      : (["tokens", usage.tokens, rule.per.tokens] as const);
  if (value === undefined) refuse([{ path, message: "is needed to price this operation" }]);
  return BigInt(Math.ceil(value / per));
}

/** The first rule that holds; when none does, the error names what the nearest ones would want. */
function findRule(operation: Operation, usage: Usage): Rule {
  const tried = operation.rules.map((rule) => ({ rule, found: mismatches(rule.when, usage) }));
  const match = tried.find(({ found }) => found.length === 0);
  if (match !== undefined) return match.rule;
  if (tried.length === 0) throw new InvariantError(`Operation "${operation.id}" has no price.`);

  const fewest = Math.min(...tried.map(({ found }) => found.length));
  const wanted = new Map<string, string[]>();
  for (const { path, message } of tried.filter(({ found }) => found.length === fewest).flatMap(({ found }) => found)) {
    // Rules widen from the first to the last, so of bounds the last is the outermost; options stand side by side.
    const sideBySide = path.startsWith("options.") ? (wanted.get(path) ?? []) : [];
    wanted.set(path, [...sideBySide, message]);
  }
  return refuse([...wanted].map(([path, messages]) => ({ path, message: messages.join(" or ") })));
}

/** A misspelt model or option would otherwise be charged the plain price. */
function refuseUnknownNames(operation: Operation, usage: Usage): void {
  const issues: Mismatch[] = Object.keys(usage.options ?? {})
    .filter((name) => !operation.options.includes(name))
    .map((name) => ({ path: `options.${name}`, message: `is not an option of ${operation.id}` }));
  const known = operation.models?.map((model) => model.id);
  if (usage.model !== undefined && known !== undefined && !known.includes(usage.model)) {
    issues.push({ path: "model", message: `one of ${known.join(", ")}` });
  }
  if (issues.length > 0) refuse(issues);
}

function refuse(mismatched: Mismatch[]): never {
  const issues = mismatched.map(({ path, message }) => ({ path: `usage.${path}`, message }));
  const text = issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
  throw new CofferError("invalid_request", `The usage cannot be priced: ${text}.`, { fields: { issues } });
}
