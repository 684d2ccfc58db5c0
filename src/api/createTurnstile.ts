import { UnavailableError } from "../lib/errors.js";

/** Runs work when it is its turn: so many at once, the others in the order in which they came. */
export type Turnstile = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * For work that waits for one row's lock: without a turnstile a burst of it would take every connection of the pool only
 * to wait, and everything else would wait behind it.
 * @throws UnavailableError, from the turnstile, for work whose turn did not come within `waitMs`.
 */
export function createTurnstile({ atOnce, waitMs }: { atOnce: number; waitMs: number }): Turnstile {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function turn(): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const pass = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(pass), 1);
        reject(new UnavailableError("Too many are doing this at once; try again with the same key."));
      }, waitMs);
      waiting.push(pass);
    });
  }

  return async (work) => {
    await turn();
    try {
      return await work();
    } finally {
      // Whoever waits longest takes this place over; only when nobody does it becomes free.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
