import type { CofferError, ErrorCode } from "../lib/errors.js";
import type { ApiSettings } from "./appDependencies.js";

/** The status and title of every code. A code that is missing here does not compile. */
export const PROBLEMS: Record<ErrorCode, { status: number; title: string }> = {
  invalid_request: { status: 400, title: "The request is not valid" },
  idempotency_key_missing: { status: 400, title: "This call needs an Idempotency-Key" },
  unauthorized: { status: 401, title: "A valid key is needed" },
  insufficient_credits: { status: 402, title: "Not enough credits" },
  forbidden: { status: 403, title: "This key may not do that" },
  not_found: { status: 404, title: "Not found" },
  hold_not_open: { status: 409, title: "The hold is not open" },
  capture_exceeds_hold: { status: 409, title: "More than was held" },
  refund_exceeds_debit: { status: 409, title: "More than can be refunded" },
  idempotency_in_progress: { status: 409, title: "The first call is still running" },
  deposit_not_retryable: { status: 409, title: "The deposit cannot be retried" },
  nothing_to_refund: { status: 409, title: "Nothing can be refunded" },
  key_not_active: { status: 409, title: "The key is not in use" },
  checkout_not_open: { status: 409, title: "The checkout is not open" },
  payload_too_large: { status: 413, title: "The request is too large" },
  idempotency_key_reused: { status: 422, title: "The Idempotency-Key was used for another request" },
  unknown_operation: { status: 422, title: "No such operation" },
  network_disabled: { status: 422, title: "The network takes no payments" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "Not available at the moment" },
};

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  requestId: string;
  [field: string]: unknown;
};

/**
 * The problem document (RFC 9457) of an error. What an internal error says stays in the log: the reply carries only the
 * request id to find it by.
 */
export function problemOf(
  error: CofferError,
  requestId: string,
  { publicUrl, topUpUrl = `${publicUrl}/wallet?walletId={walletId}` }: Pick<ApiSettings, "publicUrl" | "topUpUrl">,
): Problem {
  const { code, message, fields } = error;
  const { status, title } = PROBLEMS[code];
  const type = `${publicUrl}/docs/errors#${code}`;
  if (code === "internal") {
    const detail = "The request could not be carried out. It was recorded under this request id.";
    return { type, title, status, detail, code, requestId };
  }
  const topUp =
    code === "insufficient_credits" ? { topUpUrl: topUpUrl.replaceAll("{walletId}", String(fields.walletId)) } : {};
  return { type, title, status, detail: message, code, requestId, ...fields, ...topUp };
}
