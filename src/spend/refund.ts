import { type Debit, debitFromFacts } from "../ledger/debit.js";
import { type Outcome, toOutcome } from "../ledger/outcome.js";
import { ownerFor, type Spender, type Spending } from "./spending.js";

export type RefundRequest = {
  debitId: string;
  /** Base units; all that was not refunded yet when left out. */
  credits?: bigint | undefined;
  reason: string;
};

/**
 * Gives credits of a debit back to the lots that they came from, last burned first. Outcomes: 200 with the debit, or the
 * problems `refund_exceeds_debit`, `idempotency_key_reused`, `not_found`.
 */
export async function refund(spending: Spending, spender: Spender, request: RefundRequest): Promise<Outcome<Debit>> {
  const reply = await spending.writer.refund({
    debitId: request.debitId,
    credits: request.credits ?? null,
    owner: ownerFor(spender),
    reason: request.reason,
    caller: spender,
  });
  return toOutcome(reply, debitFromFacts, "deb", request.debitId);
}
