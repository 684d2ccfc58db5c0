import { z } from "zod";
import { amount, flag, label, orNull, percentageChange, pixels, slug, wholeNumber } from "./fields.js";

const LARGEST = 100_000_000;
/** Of an operation. Each that holds is a line of the price. */
export const ADJUSTMENTS_MAX = 50;

const count = wholeNumber(0, LARGEST);

/** Bounds of a measured field: above one number, up to and including another. */
function range<Bound extends z.ZodType<number, string>>(bound: Bound) {
  return z
    .strictObject({ above: orNull(bound), upTo: orNull(bound) })
    .refine((value) => value.above !== null || value.upTo !== null, "needs `above` or `upTo`")
    .refine(
      ({ above, upTo }) => above === null || upTo === null || above < upTo,
      "has nothing between `above` and `upTo`",
    );
}

/** What a usage must be like; every part that is named must hold. */
const conditionSchema = z.strictObject({
  pixels: orNull(range(pixels)),
  steps: orNull(range(count)),
  count: orNull(range(count)),
  seconds: orNull(range(count)),
  tokens: orNull(range(count)),
  /** One of these models. */
  models: orNull(z.array(slug).min(1)),
  /** Every option with this value; `true` means given at all, and not false or empty. */
  options: orNull(z.record(z.string().min(1).max(40), z.string().min(1).max(200))),
  batch: orNull(flag),
});

const ANY_USAGE: z.output<typeof conditionSchema> = {
  pixels: null,
  steps: null,
  count: null,
  seconds: null,
  tokens: null,
  models: null,
  options: null,
  batch: null,
};

const ruleSchema = z.strictObject({
  label: orNull(label),
  when: conditionSchema.default(ANY_USAGE),
  /** For one unit, or for each `per` begun. */
  credits: amount,
  per: orNull(
    z.union(
      [z.strictObject({ seconds: wholeNumber(1, LARGEST) }), z.strictObject({ tokens: wholeNumber(1, LARGEST) })],
      "must be `{ seconds: 1 }` or `{ tokens: 1000 }`, with a whole number from 1",
    ),
  ),
});

const adjustmentSchema = z
  .strictObject({
    label,
    when: conditionSchema,
    percent: orNull(percentageChange),
    credits: orNull(amount),
  })
  .refine(
    (adjustment) => (adjustment.percent === null) !== (adjustment.credits === null),
    "needs either `percent` or `credits`",
  );

const defaultsSchema = z.strictObject({
  width: orNull(wholeNumber(1, 16_384)),
  height: orNull(wholeNumber(1, 16_384)),
  steps: orNull(wholeNumber(1, 1_000)),
  model: orNull(slug),
  seconds: orNull(wholeNumber(1, 86_400)),
  tokens: orNull(wholeNumber(1, 10_000_000)),
});

/**
 * An operation and its price: the first rule whose condition holds gives the credits of one unit, then every adjustment
 * whose condition holds changes them, in order; the result is multiplied by the usage's count and rounded up once.
 */
export const operationSchema = z
  .strictObject({
    id: slug,
    name: label,
    /** What one `count` is called: image, query, clip. */
    unit: label,
    /** Short for one rule that always holds. */
    credits: orNull(amount),
    rules: z.array(ruleSchema).max(200).default([]),
    adjustments: z.array(adjustmentSchema).max(ADJUSTMENTS_MAX).default([]),
    /** When given, a usage may name only these. */
    models: orNull(z.array(z.strictObject({ id: slug, name: label })).min(1)),
    /** Names that a usage may have in `options`; any other is refused, since a misspelt one would be priced wrongly. */
    options: z.array(z.string().min(1).max(40)).default([]),
    /** What is assumed of a usage that leaves a field out. */
    defaults: defaultsSchema.default({
      width: null,
      height: null,
      steps: null,
      model: null,
      seconds: null,
      tokens: null,
    }),
  })
  .refine((operation) => operation.credits === null || operation.rules.length === 0, {
    message: "has both `credits` and `rules`: keep one",
    path: ["credits"],
  })
  .transform(({ credits, rules, ...operation }) => ({
    ...operation,
    rules: credits === null ? rules : [{ label: null, when: ANY_USAGE, credits, per: null }],
  }));

export type Condition = z.output<typeof conditionSchema>;
export type Operation = z.output<typeof operationSchema>;
