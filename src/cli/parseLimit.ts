import { InvalidArgumentError } from "commander";

/** The value of `--limit`: a whole number above 0. @throws InvalidArgumentError, which commander prints with the option. */
export function parseLimit(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1 to 999999.");
  return Number(text);
}
