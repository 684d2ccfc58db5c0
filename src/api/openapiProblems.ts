import { z } from "zod";
import type { ErrorCode } from "../lib/errors.js";
import { decimal } from "./fields.js";
import { PROBLEMS } from "./problem.js";

/** `line` and `column` where what is wrong is a text, such as a catalogue's. */
const issueSchema = z.strictObject({
  path: z.string(),
  message: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
});
const issues = z.array(issueSchema);
const state = z.string();

/** What the problem of each code carries beside what every problem has. */
const FIELDS: Record<ErrorCode, z.ZodRawShape> = {
  invalid_request: { issues },
  idempotency_key_missing: {},
  unauthorized: {},
  forbidden: {},
  not_found: {},
  insufficient_credits: {
    walletId: z.string(),
    available: decimal,
    needed: decimal,
    topUpUrl: z.url(),
    memberId: z.string().optional(),
    cap: z.strictObject({ credits: decimal, per: z.enum(["day", "month"]) }).optional(),
    capRemaining: decimal.optional(),
  },
  hold_not_open: { state: z.enum(["captured", "voided", "expired"]) },
  capture_exceeds_hold: { held: decimal, asked: decimal },
  refund_exceeds_debit: { refundable: decimal, asked: decimal },
  idempotency_in_progress: {},
  deposit_not_retryable: {
    state: state.optional(),
    stuckReason: z.string().nullable().optional(),
    shortfall: decimal.optional(),
  },
  nothing_to_refund: { walletId: z.string() },
  checkout_not_open: { state },
  key_not_active: { state: z.enum(["revoked", "expired"]) },
  idempotency_key_reused: {},
  unknown_operation: { operation: z.string() },
  network_disabled: {},
  payload_too_large: {},
  rate_limited: {},
  internal: {},
  unavailable: { failure: z.string().optional() },
};

function pascalCase(code: ErrorCode): string {
  return code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function problemSchemaOf(code: ErrorCode) {
  const { status, title } = PROBLEMS[code];
  return z
    .strictObject({
      type: z.url(),
      title: z.string(),
      status: z.literal(status),
      detail: z.string(),
      code: z.literal(code),
      requestId: z.string(),
      ...FIELDS[code],
    })
    .meta({ id: `${pascalCase(code)}Problem`, description: `${title}. See /docs/errors#${code}.` });
}

const CODES = Object.keys(FIELDS) as ErrorCode[];

/** The schema of the problem document (RFC 9457) of each code. */
export const PROBLEM_SCHEMAS: ReadonlyMap<ErrorCode, z.ZodType> = new Map(
  CODES.map((code) => [code, problemSchemaOf(code)]),
);

/** The problem of any code. */
export const problemSchema = z.union([...PROBLEM_SCHEMAS.values()]).meta({ id: "Problem" });
