import type { Burn } from "../ledger/burn.js";
import { type Debit, debitFromFacts } from "../ledger/debit.js";
import { type Outcome, toOutcome } from "../ledger/outcome.js";
import { CofferError } from "../lib/errors.js";
import { type Charge, type ChargeFor, chargeOf, openPricing } from "./charge.js";
import { detailsOf, type ServiceFacts } from "./details.js";
import { replyBefore } from "./replyBefore.js";
import type { Spender, Spending } from "./spending.js";

export type DebitRequest = Pick<ServiceFacts, "metadata" | "providerCostUsd"> & {
  walletId: string;
  chargeFor: ChargeFor;
  /** The member of the wallet's team who asks. */
  memberId?: string | undefined;
  reference?: string | undefined;
};

/** A debit as the ledger takes it. */
export function burnFor(spender: Spender, request: DebitRequest, charge: Charge): Burn {
  const { walletId, reference = null, memberId } = request;
  const { credits, until: pricedUntil } = charge;
  const details = detailsOf(request, charge);
  return { walletId, credits, reference, details, expiresInSeconds: null, memberId, pricedUntil, caller: spender };
}

/**
 * Takes credits from a wallet at once. Outcomes: 201 with the debit, or the problems `insufficient_credits`,
 * `idempotency_key_reused`, `not_found`.
 * @throws CofferError `unknown_operation`, `invalid_request`, `unavailable`: nothing is stored under the key.
 */
export async function debit(spending: Spending, spender: Spender, request: DebitRequest): Promise<Outcome<Debit>> {
  const { walletId, chargeFor } = request;
  const charge = chargeOf(await openPricing(spending, [request]), walletId, chargeFor);
  const reply =
    charge instanceof CofferError
      ? await replyBefore(spending, spender, walletId, charge)
      : await spending.writer.debit(burnFor(spender, request, charge));
  return toOutcome(reply, debitFromFacts, "wal", walletId);
}
