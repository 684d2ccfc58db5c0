import { errorOf, throwFailures } from "../lib/errors.js";
import { isDatabaseAway } from "./isDatabaseAway.js";

/** Several pieces of work of which one that fails keeps none of the others from its turn. */
export type Attempts = {
  /** @throws at once where the database is away: all others would fail as well. */
  run(work: () => Promise<void>): Promise<void>;
  /** @throws what failed, once all have had their turn. */
  end(): void;
};

export function createAttempts(): Attempts {
  const failures: unknown[] = [];
  return {
    run: async (work) => {
      try {
        await work();
      } catch (error) {
        if (isDatabaseAway(errorOf(error))) throw error;
        failures.push(error);
      }
    },
    end: () => throwFailures(failures),
  };
}
