import { isDatabaseAway } from "../db/isDatabaseAway.js";
import { CofferError, InvariantError, messageOf, UnavailableError } from "../lib/errors.js";

/** A fault of the request as a whole. */
function invalid(subject: string, message: string): CofferError {
  return new CofferError("invalid_request", `${subject} ${message}.`, { fields: { issues: [{ path: "", message }] } });
}

/** What the body parser and the router throw: errors with a status below 500, meant for the caller. */
function clientFault(error: Error): CofferError | null {
  const { type, status } = error as Error & { type?: unknown; status?: unknown };
  if (error instanceof URIError) return new CofferError("not_found", "There is nothing at this address.");
  if (type === "entity.too.large") {
    return new CofferError("payload_too_large", "The body is larger than this route reads; send less at once.");
  }
  if (type === "entity.parse.failed") return invalid("The body", "is not valid JSON");
  if (typeof status === "number" && status >= 400 && status < 500) {
    return invalid("The request", "could not be read");
  }
  return null;
}

/** Anything that a handler threw, as an error that the reply is made from. What nobody expected becomes `internal`. */
export function toCofferError(thrown: unknown): CofferError {
  if (thrown instanceof CofferError) return thrown;
  if (!(thrown instanceof Error)) return new InvariantError(messageOf(thrown));
  const fault = clientFault(thrown);
  if (fault !== null) return fault;
  if (isDatabaseAway(thrown)) {
    const message = "The store's database cannot be reached at the moment; try again, with the same Idempotency-Key.";
    return new UnavailableError(message, { cause: thrown });
  }
  return new InvariantError(thrown.message, { cause: thrown });
}
