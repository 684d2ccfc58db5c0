/** What the budgets of a network's providers leave: calls, and the rest of the day (UTC) that they have to last for. */
type BudgetLeft = { calls: number; msLeft: number };

export type Pace = {
  /** How often a pass is worth its calls at most. */
  everyMs: number;
  /** Whether the budget runs short: then only final blocks are read, in ranges, and less often. */
  isSlowed: boolean;
};

/** At the head: the head with its block, and the block's infos or logs; a little more for final heights and vain calls. */
const CALLS_PER_BLOCK = 2.1;
/** Of final blocks read in ranges: one a block, and one for each range. */
const CALLS_PER_FINAL_BLOCK = 1.1;
/** What a pass costs beside its blocks: the head, the final height, a second provider's, and a range that is not full. */
const CALLS_PER_PASS = 4;
/** Slower than this it never gets: what is left then goes over the budget, because a payment that is not seen is worse. */
const SLOWEST_MS = 600_000;

/**
 * The pace at which the calls that are left last until the day ends. Ordinary days never slow down; a day does on which
 * something else (retries, claims, a catch-up) has used up the calls.
 */
export function paceFor(blockMs: number, { calls, msLeft }: BudgetLeft): Pace {
  const perMs = calls / Math.max(1, msLeft);
  if (perMs >= CALLS_PER_BLOCK / blockMs) return { everyMs: blockMs, isSlowed: false };
  const forPasses = perMs - CALLS_PER_FINAL_BLOCK / blockMs;
  const everyMs = forPasses <= 0 ? SLOWEST_MS : Math.min(SLOWEST_MS, CALLS_PER_PASS / forPasses);
  return { everyMs: Math.max(blockMs, everyMs), isSlowed: true };
}

const DAY_MS = 86_400_000;

/** What is left of today's budgets; null where calls are not counted. */
export function budgetLeft(providers: readonly { callsToday: number; budget: number | null }[]): BudgetLeft | null {
  let calls = 0;
  for (const { callsToday, budget } of providers) {
    if (budget === null) return null;
    calls += Math.max(0, budget - callsToday);
  }
  return { calls, msLeft: DAY_MS - (Date.now() % DAY_MS) };
}
