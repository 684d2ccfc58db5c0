import { parseAmount } from "./money.js";

/** How many blocks must hold a payment before it is credited; "final" waits for the network's own finality. */
export type ConfirmationsRequired = number | "final";

/** Steps by amount, ascending; `upTo` is in USDT base units, null for every amount above the steps before it. */
export type ConfirmationRule = { upTo: bigint | null; required: ConfirmationsRequired }[];

function parseRequired(text: string): ConfirmationsRequired {
  if (text === "final") return "final";
  const blocks = Number(text);
  if (!/^\d{1,4}$/.test(text) || blocks < 1) {
    throw new RangeError(`"${text}" must be "final" or a number of blocks from 1 to 9999`);
  }
  return blocks;
}

/**
 * Reads `"12"`, `"final"`, or steps by amount such as `"50:12,final"`: up to 50 USDT 12 blocks, above it final.
 * @throws RangeError saying what is wrong.
 */
export function parseConfirmations(text: string): ConfirmationRule {
  const steps = text.split(",").map((part) => {
    const [amount, required, more] = part.trim().split(":");
    if (more !== undefined || amount === undefined) throw new RangeError(`"${part}" must look like "50:12" or "final"`);
    if (required === undefined) return { upTo: null, required: parseRequired(amount) };
    return { upTo: parseAmount(amount), required: parseRequired(required) };
  });
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1;
    if (last !== (step.upTo === null)) throw new RangeError(`"${text}" must end with one step that has no amount`);
    const before = steps[index - 1]?.upTo ?? 0n;
    if (step.upTo !== null && step.upTo <= before)
      throw new RangeError(`"${text}" must list amounts in ascending order`);
  }
  return steps;
}

/** What the rule asks of `amount`, in USDT base units. */
export function confirmationsFor(rule: ConfirmationRule, amount: bigint): ConfirmationsRequired {
  return rule.find((step) => step.upTo === null || amount <= step.upTo)?.required ?? "final";
}
