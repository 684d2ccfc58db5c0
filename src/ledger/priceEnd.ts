import { CofferError } from "../lib/errors.js";

/** The SQLSTATE of store_require_before. */
const TOO_LATE = "CFR01";

/** When the first of these prices ends; null when none does. */
export function firstEnd(ends: readonly (Date | null | undefined)[]): Date | null {
  let first: Date | null = null;
  for (const end of ends) if (end && (first === null || end < first)) first = end;
  return first;
}

/**
 * Throws what went wrong with a statement, in the caller's words where it came too late for a price.
 * @throws CofferError `invalid_request`: the statement was undone.
 */
export function explainLate(error: Error & { code?: unknown }): never {
  if (error.code !== TOO_LATE) throw error;
  const issues = [{ path: "quoteId", message: "has expired" }];
  throw new CofferError("invalid_request", "The quote expired before it could be charged. Ask for a new one.", {
    fields: { issues },
    cause: error,
  });
}
