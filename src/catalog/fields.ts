import { z } from "zod";
import { amountSchema, BASE_UNITS, MAX_AMOUNT, parseAmount } from "../lib/money.js";

/**
 * The scalars of a catalogue file. A file is read with every scalar as its source text (see load.ts), so that `9.99`
 * never passes through a float; these schemas turn the text into numbers.
 */

/** A whole number from `minimum` to `maximum`. */
export function wholeNumber(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^(0|[1-9]\d{0,8})$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, `must be from ${minimum} to ${maximum}`);
}

/** USDT or credits above zero, in base units. */
export const amount = amountSchema;

/** USDT or credits, zero allowed, in base units. */
export const amountOrZero = z
  .string()
  .max(24)
  .regex(/^(0|[1-9]\d*)(\.\d{0,5}[1-9])?$/, 'must be a decimal in shortest form, such as "9.99" or "100"')
  .transform((text) => parseAmount(text))
  .refine((value) => value <= MAX_AMOUNT, "must be at most 9000000000");

/** A percentage above zero and at most `maximum`, in millionths of a percent. */
export function percentage(maximum: number) {
  return amount.refine((value) => value <= BigInt(maximum) * BASE_UNITS, `must be at most ${maximum}`);
}

/** A change by a percentage, from above -100 to 10000, in millionths of a percent. */
export const percentageChange = z
  .string()
  .max(24)
  .regex(/^-?(0|[1-9]\d*)(\.\d{0,5}[1-9])?$/, 'must be a decimal in shortest form, such as "50" or "-12.5"')
  .transform((text) => (text.startsWith("-") ? -parseAmount(text.slice(1)) : parseAmount(text)))
  .refine(
    (value) => value !== 0n && value > -100n * BASE_UNITS && value <= 10_000n * BASE_UNITS,
    "must be above -100, at most 10000, and not 0",
  );

export const flag = z.enum(["true", "false"]).transform((text) => text === "true");

export const SLUG_MAX = 60;

/** A name that programs use: lower case, digits and hyphens. */
export const slug = z
  .string()
  .max(SLUG_MAX)
  .regex(/^[a-z0-9]+([-_.][a-z0-9]+)*$/, "must be lower-case letters, digits and single hyphens");

export const LABEL_MAX = 400;

/** Text that people read, on one line. */
export const label = z
  .string()
  .trim()
  .min(1)
  .max(LABEL_MAX)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), "must be one line, without control characters");

/** A count of pixels: `262144`, or the size that has them, `512x512`. */
export const pixels = z
  .string()
  .regex(/^[1-9]\d{0,4}x[1-9]\d{0,4}$|^[1-9]\d{0,8}$/, "must be a number of pixels, or a size such as 512x512")
  .transform((text) => text.split("x").reduce((product, part) => product * Number(part), 1));

/** `schema`, or null when the field is left out or says null. */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().default(null);
}
