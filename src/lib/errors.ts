/**
 * The one error type that Coffer throws on purpose. `code` is what a program acts on, `message` is for people and says
 * what to do next, `fields` are the typed facts that go into the reply (see docs/errors.md), `retryable` tells a worker
 * whether trying again can help.
 */
export type ErrorCode =
  | "invalid_request"
  | "idempotency_key_missing"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "insufficient_credits"
  | "hold_not_open"
  | "capture_exceeds_hold"
  | "refund_exceeds_debit"
  | "idempotency_in_progress"
  | "deposit_not_retryable"
  | "checkout_not_open"
  | "key_not_active"
  | "nothing_to_refund"
  | "idempotency_key_reused"
  | "unknown_operation"
  | "network_disabled"
  | "payload_too_large"
  | "rate_limited"
  | "unavailable"
  | "internal";

export type ErrorFields = Record<string, unknown>;

export class CofferError extends Error {
  override readonly name: string = "CofferError";
  readonly code: ErrorCode;
  readonly fields: ErrorFields;
  readonly retryable: boolean;
  /** How long a client should wait at least before it asks again, in seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { fields?: ErrorFields; retryable?: boolean; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fields = options.fields ?? {};
    this.retryable = options.retryable ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Something outside (a node, the database, the queue) failed in a way that trying again may mend. */
export class UnavailableError extends CofferError {
  override readonly name: string = "UnavailableError";

  constructor(message: string, options: { fields?: ErrorFields; cause?: unknown } = {}) {
    super("unavailable", message, { ...options, retryable: true });
  }
}

/** Work was broken off because this process ends. Nothing has failed: whoever goes on after it does it again. */
export class StoppedError extends UnavailableError {
  override readonly name = "StoppedError";

  constructor() {
    super("The store is stopping; try again in a moment.");
  }
}

/** A state that the design says cannot occur. Never swallowed: it reaches the log, and an operator. */
export class InvariantError extends CofferError {
  override readonly name = "InvariantError";

  constructor(message: string, options: { fields?: ErrorFields; cause?: unknown } = {}) {
    super("internal", message, options);
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The same as a column can hold it: short, and without what PostgreSQL refuses. A provider words some of these. */
export function messageToKeep(thrown: unknown): string {
  return messageOf(thrown).slice(0, 500).replaceAll("\0", "").toWellFormed();
}

/** Anything that was thrown, as an error. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** Throws what several things that were done one after the other failed with: the one error, or all of them as one. */
export function throwFailures(failures: readonly unknown[]): void {
  if (failures.length > 1) {
    throw new AggregateError(failures, `${failures.length} failed; the first: ${messageOf(failures[0])}`);
  }
  if (failures.length === 1) throw failures[0];
}
