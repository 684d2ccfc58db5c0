import { CofferError, InvariantError, messageOf, UnavailableError } from "../lib/errors.js";

/**
 * What the database answers when it is away, full, starting, stopping or read-only: classes 08 (connection), 53
 * (resources), 57P (operator), 58 (system) and 25006 (read-only), and the sockets' own codes.
 */
const DATABASE_AWAY =
  /^(08...|53...|57P0.|58...|25006|55P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
/** Prisma's codes for the same, and for its own time-outs. */
const PRISMA_AWAY = /^P(1001|1002|1008|1017|2024|2028)$/;
/** pg has no code for these. */
const POOL_AWAY =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/;

/** What the body parser and the router throw: errors with a status below 500, meant for the caller. */
function clientFault(error: Error): CofferError | null {
  const { type, status } = error as Error & { type?: unknown; status?: unknown };
  if (error instanceof URIError) return new CofferError("not_found", "There is nothing at this address.");
  if (type === "entity.too.large") {
    return new CofferError("payload_too_large", "The body is larger than this route reads; send less at once.");
  }
  if (type === "entity.parse.failed") return new CofferError("invalid_request", "The body is not valid JSON.");
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new CofferError("invalid_request", "The request could not be read.");
  }
  return null;
}

function isDatabaseAway(error: Error): boolean {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (DATABASE_AWAY.test(code) || PRISMA_AWAY.test(code) || POOL_AWAY.test(error.message)) return true;
  // A socket error of several addresses, and the adapter's errors, hold the real one inside.
  if (error instanceof AggregateError)
    return error.errors.some((each) => each instanceof Error && isDatabaseAway(each));
  return error.cause instanceof Error && isDatabaseAway(error.cause);
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
