import type { ErrorCode } from "../lib/errors.js";
import type { Route } from "./route.js";

const CALLERS = ["store", "service", "session"] as const;

/** Every code that a call of this route may be refused with. */
export function refusalsOf({ access, method, movesValue, path, refusals }: Route): ErrorCode[] {
  // Whatever may change something is refused to a key that only reads, and to a page that is not the console's.
  const mayBeForbidden =
    access !== "anyone" && (method !== "get" || CALLERS.some((caller) => !access.includes(caller)));
  const codes: ErrorCode[] = [
    "invalid_request",
    ...(access === "anyone" ? [] : (["unauthorized"] as const)),
    ...(mayBeForbidden ? (["forbidden"] as const) : []),
    ...(path.includes("{") ? (["not_found"] as const) : []),
    ...(method === "get" ? [] : (["payload_too_large"] as const)),
    ...(movesValue ? (["idempotency_key_missing", "idempotency_in_progress", "idempotency_key_reused"] as const) : []),
    ...refusals,
    "rate_limited",
    "internal",
    "unavailable",
  ];
  return [...new Set(codes)];
}
