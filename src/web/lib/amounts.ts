/** Decimals of USDT and of credits: a decimal string holds no more. */
const DECIMALS = 6;

/** A decimal string as base units, for comparing: `"9.99"` is 9990000n. */
export function toUnits(amount: string): bigint {
  const [whole = "0", decimals = ""] = amount.split(".");
  return BigInt(whole + decimals.padEnd(DECIMALS, "0"));
}

/** Base units as a decimal string in its shortest form. */
export function fromUnits(units: bigint): string {
  const digits = units.toString().padStart(DECIMALS + 1, "0");
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, "");
  return decimals === "" ? digits.slice(0, -DECIMALS) : `${digits.slice(0, -DECIMALS)}.${decimals}`;
}
