import CircuitBreaker from "opossum";
import { ProviderError } from "./providerError.js";

/** Fewer calls than that within the window say nothing. */
const CALLS_LEAST = 3;
/** It opens when more than this share of the window's calls failed. */
const FAILED_PERCENT = 50;
/** Long enough to hold several calls that each ran into their time-out. */
const WINDOW_MS = 60_000;
/** How long a provider is left alone before one call may try it again. */
const OPEN_MS = 10_000;

export type ProviderBreaker = {
  /**
   * Runs a call, or several that belong together.
   * @throws what the call throws; ProviderError "broken" while the breaker is open.
   */
  fire<T>(work: () => Promise<T>): Promise<T>;
  /** Whether a call would be let through: closed, or half open with nobody trying yet. */
  mayAsk(): boolean;
  /** When it lets the next call through, in ms since 1970; 0 where it does already. */
  openUntil(): number;
};

/**
 * The circuit breaker of one provider: opens when its calls keep failing, lets one call through after a while, and closes
 * when that goes well. Only what is broken counts (time-outs, resets, nonsense): that a node lags, asks to be left alone
 * or finds a range too large is an answer, and so is a mistake of our own no failure of the provider.
 */
export function createProviderBreaker(host: string): ProviderBreaker {
  let opensUntil = 0;
  const breaker = new CircuitBreaker((work: () => Promise<unknown>) => work(), {
    name: host,
    // Each call has a time-out of its own; one pass may make many of them.
    timeout: false,
    volumeThreshold: CALLS_LEAST,
    errorThresholdPercentage: FAILED_PERCENT,
    rollingCountTimeout: WINDOW_MS,
    resetTimeout: OPEN_MS,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    errorFilter: (error: unknown) => !(error instanceof ProviderError && error.failure === "broken"),
  });
  breaker.on("open", () => {
    opensUntil = Date.now() + OPEN_MS;
  });
  const mayAsk = () => breaker.closed || breaker.pendingClose;

  return {
    mayAsk,
    openUntil: () => (breaker.opened ? opensUntil : 0),
    fire: async <T>(work: () => Promise<T>): Promise<T> => {
      if (!mayAsk()) {
        throw new ProviderError("broken", host, "is left alone for a moment: most calls to it have failed", {
          retryAfterMs: Math.max(0, opensUntil - Date.now()),
        });
      }
      return (await breaker.fire(work)) as T;
    },
  };
}
