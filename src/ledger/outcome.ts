import { CofferError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import { notFound } from "./bucket.js";

/** Who calls, and how the call is told from a repeated one. */
export type Caller = {
  /** The client that owns the API key, or the wallet of a wallet session. */
  clientId: string;
  /** The call's Idempotency-Key. */
  key: string;
  /** Hash of method, path and canonical body: the same key with another one is refused. */
  fingerprint: string;
  requestId: string;
};

/**
 * What became of a call that moves value. A replayed outcome carries the request id of the first call, so that its reply
 * is the same byte for byte. `ok: false` outcomes are answers too: 402 and 409 are stored under the key like a success.
 */
export type Outcome<Value> = { replayed: boolean; requestId: string } & (
  | { ok: true; status: number; value: Value }
  | { ok: false; problem: CofferError }
);

/** One item's answer from the ledger's functions: facts from which the reply is rendered, the same way each time. */
export type LedgerReply = {
  status: number;
  code: string | null;
  answer: unknown;
  requestId: string;
  replayed: boolean;
};

/** What became of a call: a reply, which may be a refusal, or why there is none. */
export type Answer = LedgerReply | Error;

/** An answer as the ledger's functions give it: of item `n`, counted from 1; without a request id it is that of the call. */
export type Answered = {
  n: number;
  status: number;
  code?: string | null;
  answer: unknown;
  requestId?: string;
  replayed?: boolean;
};

/** What a batch function answered, by item, in the order in which the items were given to it. */
export function repliesOf(items: { caller: Caller }[], answers: Answered[]): LedgerReply[] {
  const replies: LedgerReply[] = [];
  for (const { n, status, code = null, answer, requestId, replayed = false } of answers) {
    const id = requestId ?? items[n - 1]?.caller.requestId ?? "";
    replies[n - 1] = { status, code, answer, requestId: id, replayed };
  }
  return replies;
}

type ProblemFacts = Partial<
  Record<
    | "walletId"
    | "memberId"
    | "cap"
    | "capPer"
    | "capRemaining"
    | "available"
    | "needed"
    | "state"
    | "held"
    | "asked"
    | "refundable",
    string
  >
>;

function credits(baseUnits: string | undefined): string {
  return formatAmount(BigInt(baseUnits ?? 0));
}

/** The wallet could pay, but not for this member. */
function memberCapReached(facts: ProblemFacts, common: Record<string, string | undefined>): CofferError {
  const cap = { credits: credits(facts.cap), per: facts.capPer };
  const fields = { ...common, memberId: facts.memberId, cap, capRemaining: credits(facts.capRemaining) };
  const message = `The member may spend ${cap.credits} credits a ${cap.per}, of which ${fields.capRemaining} are left, and this needs ${common.needed}.`;
  return new CofferError("insufficient_credits", message, { fields });
}

/** What a call was about: a wallet, hold or debit, by its id. */
type Subject = Parameters<typeof notFound>;

/** The problem that a code of the ledger's functions stands for. Amounts in its fields are decimal strings. */
function problemOf(code: string | null, facts: ProblemFacts, subject: Subject): CofferError {
  switch (code) {
    case "not_found":
      if (facts.memberId !== undefined) return new CofferError(code, "The wallet has no member by that memberId.");
      return notFound(...subject);
    case "idempotency_key_reused":
      return new CofferError(
        code,
        "This Idempotency-Key was used for another request; use a new key for a new request.",
      );
    case "insufficient_credits": {
      const fields = { walletId: facts.walletId, available: credits(facts.available), needed: credits(facts.needed) };
      if (facts.memberId !== undefined) return memberCapReached(facts, fields);
      const message = `The wallet has ${fields.available} credits available and this needs ${fields.needed}; top it up.`;
      return new CofferError(code, message, { fields });
    }
    case "hold_not_open":
      return new CofferError(code, `The hold is ${facts.state}; a hold ends once.`, { fields: { state: facts.state } });
    case "capture_exceeds_hold": {
      const fields = { held: credits(facts.held), asked: credits(facts.asked) };
      return new CofferError(code, `The hold is for ${fields.held} credits; ${fields.asked} cannot be captured.`, {
        fields,
      });
    }
    case "refund_exceeds_debit": {
      const fields = { refundable: credits(facts.refundable), asked: credits(facts.asked) };
      const message = `Of this debit ${fields.refundable} credits can still be refunded; ${fields.asked} were asked for.`;
      return new CofferError(code, message, { fields });
    }
    case "invalid_request": {
      const issues = [{ path: "expiresInSeconds", message: "would keep the hold open for more than 24 hours" }];
      return new CofferError(code, "A hold may last at most 24 hours from its start.", { fields: { issues } });
    }
    default:
      return new CofferError("internal", `The ledger gave an unknown answer: ${code}.`);
  }
}

/** Reads a reply of the ledger's functions about a subject; `read` turns the facts of a success into its value. */
export function toOutcome<Facts, Value>(
  reply: LedgerReply,
  read: (facts: Facts) => Value,
  ...subject: Subject
): Outcome<Value> {
  const { status, replayed, requestId } = reply;
  if (reply.code !== null) {
    return { ok: false, replayed, requestId, problem: problemOf(reply.code, reply.answer as ProblemFacts, subject) };
  }
  return { ok: true, status, replayed, requestId, value: read(reply.answer as Facts) };
}
