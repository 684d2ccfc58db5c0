const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What is waited after each failed try before the next, in milliseconds: ten tries over 75 h 35 min and 5 s. */
export const RETRY_WAITS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Waits are up to this much longer, by chance, so that a receiver that comes back is not met by all of them at once. */
export const JITTER_SHARE = 0.1;

/** The longest that a receiver can make us wait by Retry-After. */
const RETRY_AFTER_MAX_MS = 24 * HOUR;

/** What came of a try: the status and `Retry-After` in seconds of an answer, or why none came. */
export type Answer = { status: number | null; error: string | null; retryAfterSeconds: number | null };

export type AfterTry =
  | { kind: "delivered" }
  | { kind: "again"; waitMs: number }
  /** Given up; `disable` where the endpoint asked for no more webhooks at all. */
  | { kind: "failed"; failure: string; disable: boolean };

/** What is known of a failed try, in words. */
function describe({ status, error }: Answer): string {
  return error ?? `it answered ${status}`;
}

/**
 * What the `attempt`-th try (from 1) leads to. Only 2xx is a success: a redirect could lead anywhere, and is a failure.
 * @param chance from 0 to 1, for the jitter.
 */
export function decideAfterTry(answer: Answer, attempt: number, chance: number): AfterTry {
  const { status, retryAfterSeconds } = answer;
  if (status !== null && status >= 200 && status < 300) return { kind: "delivered" };
  if (status === 410) {
    return { kind: "failed", failure: "The endpoint answered 410 and was disabled.", disable: true };
  }
  const wait = RETRY_WAITS_MS[attempt - 1];
  if (wait === undefined) {
    return {
      kind: "failed",
      failure: `Given up after ${attempt} tries; the last time: ${describe(answer)}.`,
      disable: false,
    };
  }
  const asked = status === 429 || status === 503 ? (retryAfterSeconds ?? 0) * SECOND : 0;
  const jittered = Math.round(wait * (1 + chance * JITTER_SHARE));
  return { kind: "again", waitMs: Math.max(jittered, Math.min(asked, RETRY_AFTER_MAX_MS)) };
}
