/** What the tables say of the last pass, in milliseconds: the block time at the cursor, and when it was made. */
type LastPass = { cursorAt: number; checkedAt: number };

export type ScanPace = {
  /** Whether a pass is worth its call now. */
  isDue(now: number, last: LastPass): boolean;
  /** Learns from a pass that ended with the cursor at a block of `cursorAt`. */
  note(now: number, pass: { scanned: number; cursorAt: number }): void;
};

/** How long after its own time a block reaches a provider, until it is known better. */
const FIRST_DELAY_MS = 500;
/** Each block is asked for a little earlier than the one before, to notice a provider that has become quicker. */
const EAGERNESS = 0.9995;
/** Beats come unevenly by so much: one that is a little early must not wait for the next. */
const SLACK_MS = 100;

/**
 * Asks for a block when it can be expected, so that hardly a call is spent on a head that is known already. A block is
 * expected its interval after the one at the cursor, plus the delay with which this provider shows blocks, which is learnt
 * from asking in vain. `now` is of the clock that dates the passes, the database's; where that is wrong beside the chain's
 * the interval alone decides.
 */
export function createScanPace(blockMs: number): ScanPace {
  let delay = FIRST_DELAY_MS;
  let missesInARow = 0;
  return {
    isDue: (now, { cursorAt, checkedAt }) => {
      const sinceLast = now - checkedAt + SLACK_MS;
      if (missesInARow > 0) return sinceLast >= Math.min(blockMs, (blockMs / 3) * 2 ** (missesInARow - 1));
      const expected = cursorAt + blockMs + delay;
      return sinceLast >= blockMs || (now >= expected && sinceLast >= blockMs / 3);
    },
    note: (now, { scanned, cursorAt }) => {
      if (scanned === 0) {
        missesInARow += 1;
        return;
      }
      delay = missesInARow > 0 ? Math.max(0, now - cursorAt) : delay * EAGERNESS;
      missesInARow = 0;
    },
  };
}
