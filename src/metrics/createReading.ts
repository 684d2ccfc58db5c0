import { UnavailableError } from "../lib/errors.js";
import { inTime } from "../lib/inTime.js";
import type { Logger } from "../lib/log.js";

const tooSlow = () => new UnavailableError("It took too long for a scrape.");

/** Gauges of one scrape are asked all at once; they share a reading of this age. */
const SHARED_MS = 1_000;
/** Prometheus gives a scrape 10 s unless told otherwise; what takes longer would cost all other figures too. */
const WITHIN_MS = 8_000;

/**
 * Figures that lie outside this process, for many gauges. Where they cannot be read, or not in time, they are null and the
 * log says why: a scrape shows the rest all the same, least of all may it fail while something is away.
 */
export function createReading<Figures>(
  what: string,
  read: () => Promise<Figures>,
  log: Logger,
  withinMs = WITHIN_MS,
): () => Promise<Figures | null> {
  // One that hangs is waited for again, and no second one is sent after it.
  let underWay: Promise<Figures> | undefined;
  let shared: { at: number; figures: Promise<Figures | null> } | undefined;
  return () => {
    if (shared === undefined || Date.now() - shared.at > SHARED_MS) {
      underWay ??= read().finally(() => {
        underWay = undefined;
      });
      const figures = inTime(underWay, withinMs, tooSlow).catch((error: unknown) => {
        log.warn({ err: error }, `no metrics of ${what}`);
        return null;
      });
      shared = { at: Date.now(), figures };
    }
    return shared.figures;
  };
}
