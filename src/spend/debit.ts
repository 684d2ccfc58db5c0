import { type Debit, debitFromFacts } from "../ledger/debit.js";
import { type Outcome, toOutcome } from "../ledger/outcome.js";
import type { ChargeFor } from "./charge.js";
import { chargeOrReply } from "./chargeOrReply.js";
import { detailsOf, type ServiceFacts } from "./details.js";
import type { Spender, Spending } from "./spending.js";

export type DebitRequest = Pick<ServiceFacts, "metadata" | "providerCostUsd"> & {
  walletId: string;
  chargeFor: ChargeFor;
  /** The member of the wallet's team who asks. */
  memberId?: string | undefined;
  reference?: string | undefined;
};

/**
 * Takes credits from a wallet at once. Outcomes: 201 with the debit, or the problems `insufficient_credits`,
 * `idempotency_key_reused`, `not_found`.
 * @throws CofferError `unknown_operation`, `invalid_request`, `unavailable`: nothing is stored under the key.
 */
export async function debit(spending: Spending, spender: Spender, request: DebitRequest): Promise<Outcome<Debit>> {
  const { walletId, chargeFor, reference = null, memberId, ...facts } = request;
  const charge = await chargeOrReply(spending, spender, walletId, chargeFor);
  if ("replayed" in charge) return toOutcome(charge, debitFromFacts);
  const reply = await spending.writer.debit({
    walletId,
    credits: charge.credits,
    reference,
    details: detailsOf(facts, charge),
    expiresInSeconds: null,
    memberId,
    caller: spender,
  });
  return toOutcome(reply, debitFromFacts);
}
