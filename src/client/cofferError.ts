import type { components } from "./schema.js";

type Schemas = components["schemas"];

/** Every problem document that the API answers; told apart by `code`. */
export type Problem = {
  [Name in keyof Schemas]: Name extends `${string}Problem` ? Schemas[Name] : never;
}[keyof Schemas];

export type ErrorCode = Problem["code"];

/** Coffer refused a call. `code` says why; `problem` has the facts that belong to it, such as `topUpUrl`. */
export class CofferError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "CofferError";
  readonly code: Code;
  readonly problem: Extract<Problem, { code: Code }>;
  /** Quote it when you ask for help. */
  readonly requestId: string;
  /** Whether this is the answer of an earlier call with the same Idempotency-Key. */
  readonly replayed: boolean;

  constructor(problem: Extract<Problem, { code: Code }>, replayed = false) {
    super(`${problem.code}: ${problem.detail}`);
    this.code = problem.code as Code;
    this.problem = problem;
    this.requestId = problem.requestId;
    this.replayed = replayed;
  }
}

/** Coffer gave no usable answer, however often it was asked: what was to happen may have happened or not. */
export class CofferUnreachableError extends Error {
  override readonly name = "CofferUnreachableError";
}

/** Whether `error` is Coffer's refusal with one of these codes; without any, whether it is Coffer's refusal. */
export function isCofferError<Code extends ErrorCode = ErrorCode>(
  error: unknown,
  ...codes: Code[]
): error is CofferError<Code> {
  return error instanceof CofferError && (codes.length === 0 || (codes as ErrorCode[]).includes(error.code));
}
