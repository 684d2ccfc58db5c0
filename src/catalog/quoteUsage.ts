import { CofferError } from "../lib/errors.js";
import { BASE_UNITS } from "../lib/money.js";
import { ceil, floor, fraction, multiply } from "./fraction.js";
import { withDefaults } from "./matchCondition.js";
import type { Operation } from "./operationSchema.js";
import { perCreditRange } from "./perCredit.js";
import { findOperation, type Price, priceUsage } from "./price.js";
import { priceBook } from "./rate.js";
import type { Catalog } from "./schema.js";
import type { Usage } from "./usage.js";

/** How the same could be had for less: what to change, the usage that says so, and its credits in base units. */
type Saving = { hint: string; usage: Usage; credits: bigint };

/** A price with what it is in dollars (USDT base units) from the cheapest pack to the dearest. */
export type UsageQuote = Price & { usd: { low: bigint; high: bigint }; savings: Saving[] };

const SAVINGS_SHOWN = 5;

/**
 * Prices a usage for a buyer to read before generating.
 * @throws CofferError as {@link priceUsage}.
 */
export function quoteUsage(catalog: Catalog, usage: Usage, region?: string | null): UsageQuote {
  const price = priceUsage(catalog, usage, region);
  const { book } = priceBook(catalog, region);
  const { low, high } = perCreditRange(book.packs, book.creditUsd);
  const credits = fraction(price.credits, BASE_UNITS);
  return {
    ...price,
    usd: { low: floor(multiply(credits, low)), high: ceil(multiply(credits, high)) },
    savings: savingsOf(catalog, usage, price.credits, region),
  };
}

function savingsOf(catalog: Catalog, usage: Usage, credits: bigint, region?: string | null): Saving[] {
  const savings: Saving[] = [];
  for (const { hint, usage: other } of alternatives(findOperation(catalog, usage.operation, region), usage)) {
    const price = priceOrNull(catalog, other, region);
    if (price !== null && price < credits) savings.push({ hint, usage: other, credits: price });
  }
  return savings.sort((left, right) => Number(left.credits - right.credits)).slice(0, SAVINGS_SHOWN);
}

/** The usage with one thing changed towards the plainest, whether or not that is cheaper. */
function alternatives(operation: Operation, usage: Usage): Omit<Saving, "credits">[] {
  const { width, height, steps } = withDefaults(operation, usage);
  const standard = operation.defaults;
  const found: Omit<Saving, "credits">[] = [];
  if (!usage.batch) found.push({ hint: "Run it off-peak", usage: { ...usage, batch: true } });
  for (const model of operation.models ?? []) {
    if (model.id !== usage.model) found.push({ hint: `Use ${model.name}`, usage: { ...usage, model: model.id } });
  }
  if (standard.width && standard.height && width && height && width * height > standard.width * standard.height) {
    const size = { width: standard.width, height: standard.height };
    found.push({ hint: `Make it ${size.width} × ${size.height}`, usage: { ...usage, ...size } });
  }
  if (standard.steps && steps && steps > standard.steps) {
    found.push({ hint: `Take ${standard.steps} steps`, usage: { ...usage, steps: standard.steps } });
  }
  for (const name of Object.keys(usage.options ?? {})) {
    const options = Object.fromEntries(Object.entries(usage.options ?? {}).filter(([key]) => key !== name));
    found.push({ hint: `Leave out ${name}`, usage: { ...usage, options } });
  }
  return found;
}

function priceOrNull(catalog: Catalog, usage: Usage, region?: string | null): bigint | null {
  try {
    return priceUsage(catalog, usage, region).credits;
  } catch (error) {
    // A model may not come in this size: then it is no alternative.
    if (error instanceof CofferError && error.code === "invalid_request") return null;
    throw error;
  }
}
