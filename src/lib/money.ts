import { z } from "zod";

/**
 * Money is a bigint of base units: one USDT and one credit are both 1,000,000 base units. In JSON both are decimal
 * strings in their shortest form ("9.99", "100").
 */
export const BASE_UNITS = 1_000_000n;

/** The largest amount accepted from outside, 9,000,000,000 USDT or credits, in base units: fits SQL's bigint with room for sums. */
export const MAX_AMOUNT = 9_000_000_000n * BASE_UNITS;

const SHORTEST_DECIMAL = /^(0|[1-9]\d*)(\.\d{0,5}[1-9])?$/;

/**
 * Reads a decimal string in its shortest form into base units.
 * @throws RangeError when the text is not of that form (`"100.00"`, `"1e2"`, `"-1"`, `"１"`).
 */
export function parseAmount(text: string): bigint {
  if (!SHORTEST_DECIMAL.test(text)) {
    throw new RangeError(`"${text.slice(0, 40)}" is not a decimal in shortest form, such as "9.99" or "100"`);
  }
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole) * BASE_UNITS + BigInt(fraction.padEnd(6, "0"));
}

/** Writes base units as a decimal string in its shortest form. */
export function formatAmount(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0+$/, "");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -6)}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Division of non-negative integers that rounds down. */
export function divideFloor(dividend: bigint, divisor: bigint): bigint {
  return dividend / divisor;
}

/** A decimal string above zero and at most {@link MAX_AMOUNT}, read into base units. */
export const amountSchema = z
  .string()
  .max(24)
  .regex(SHORTEST_DECIMAL, 'must be a decimal string in shortest form, such as "9.99" or "100"')
  .transform((text) => parseAmount(text))
  .refine((amount) => amount > 0n && amount <= MAX_AMOUNT, "must be above 0 and at most 9000000000");
