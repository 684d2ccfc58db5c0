import { UnavailableError } from "../lib/errors.js";

/** Why a provider could not be used; decides what the pool does next. */
export type ProviderFailure =
  /** It does not have the block or state yet: ask again later, or elsewhere. */
  | "behind"
  /** 429, 403 or a stated suspension: leave it alone for `retryAfterMs`. */
  | "limited"
  /** The range or result was too large: ask for less, or elsewhere where it cannot be less. */
  | "too_large"
  /** Time-out, reset, 5xx, HTML, truncated or contradictory answer. */
  | "broken"
  /** It serves another chain than the one this store is pinned to. */
  | "wrong_chain";

export class ProviderError extends UnavailableError {
  readonly failure: ProviderFailure;
  readonly provider: string;
  readonly retryAfterMs: number | null;

  constructor(
    failure: ProviderFailure,
    provider: string,
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(`${provider}: ${message}`, { cause: options.cause, fields: { failure } });
    this.failure = failure;
    this.provider = provider;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
