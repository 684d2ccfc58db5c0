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
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Query read timeout/;

/** Whether a statement failed for want of a database rather than by what it asked. It may have been carried out all the same. */
export function isDatabaseAway(error: Error): boolean {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (DATABASE_AWAY.test(code) || PRISMA_AWAY.test(code) || POOL_AWAY.test(error.message)) return true;
  // A socket error of several addresses, and the adapter's errors, hold the real one inside.
  if (error instanceof AggregateError)
    return error.errors.some((each) => each instanceof Error && isDatabaseAway(each));
  return error.cause instanceof Error && isDatabaseAway(error.cause);
}
