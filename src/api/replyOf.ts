import type { Outcome } from "../ledger/outcome.js";
import { CofferError } from "../lib/errors.js";
import type { Reply } from "./route.js";

/** A stored refusal on its way to the reply: repeated, it carries the request id of the first call. */
export class OutcomeError extends CofferError {
  readonly requestId: string;
  readonly replayed: boolean;

  constructor(problem: CofferError, requestId: string, replayed: boolean) {
    super(problem.code, problem.message, { fields: problem.fields, cause: problem });
    this.requestId = requestId;
    this.replayed = replayed;
  }
}

/**
 * The reply to a call that moved value, or was refused to.
 * @throws OutcomeError when it was refused.
 */
export function replyOf<Value, Body>(outcome: Outcome<Value>, view: (value: Value) => Body): Reply<Body> {
  const { replayed, requestId } = outcome;
  if (outcome.ok) return { status: outcome.status, body: view(outcome.value), replayed };
  throw new OutcomeError(outcome.problem, requestId, replayed);
}
