/** An exact non-negative rational. Money is only rounded where it is granted, charged or shown, and there once. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };

/** @throws RangeError when the value is negative or the denominator is not positive. */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (numerator < 0n || denominator <= 0n) throw new RangeError("a fraction is non-negative over a positive number");
  return { numerator, denominator };
}

export function add(left: Fraction, right: Fraction): Fraction {
  if (left.denominator === right.denominator) {
    return { numerator: left.numerator + right.numerator, denominator: left.denominator };
  }
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

export function multiply(left: Fraction, right: Fraction): Fraction {
  return { numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator };
}

/** Whether `left` is larger than `right`. */
export function isMore(left: Fraction, right: Fraction): boolean {
  return left.numerator * right.denominator > right.numerator * left.denominator;
}

/** Rounds down: what is granted to a buyer. */
export function floor(value: Fraction): bigint {
  return value.numerator / value.denominator;
}

/** Rounds up: what is charged, so that a usage split in parts never costs less. */
export function ceil(value: Fraction): bigint {
  return (value.numerator + value.denominator - 1n) / value.denominator;
}

/** Rounds to the nearest, a half up: what is only shown. */
export function nearest(value: Fraction): bigint {
  return (2n * value.numerator + value.denominator) / (2n * value.denominator);
}
