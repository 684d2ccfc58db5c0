import { type Hold, holdFromFacts } from "../ledger/hold.js";
import { type Outcome, toOutcome } from "../ledger/outcome.js";
import { CofferError } from "../lib/errors.js";
import { type ChargeFor, chargeOf, openPricing } from "./charge.js";
import { detailsOf, type ServiceFacts } from "./details.js";
import { replyBefore } from "./replyBefore.js";
import type { Spender, Spending } from "./spending.js";

export type HoldRequest = Pick<ServiceFacts, "metadata"> & {
  walletId: string;
  chargeFor: ChargeFor;
  /** The member of the wallet's team who asks. */
  memberId?: string | undefined;
  /** 1–86400. */
  expiresInSeconds?: number | undefined;
  reference?: string | undefined;
};

const DEFAULT_SECONDS = 900;

/**
 * Sets credits aside for work that may fail, by pinning the lots that it would burn. Outcomes: 201 with the open hold, or
 * the problems `insufficient_credits`, `idempotency_key_reused`, `not_found`.
 * @throws CofferError `unknown_operation`, `invalid_request`, `unavailable`: nothing is stored under the key.
 */
export async function hold(spending: Spending, spender: Spender, request: HoldRequest): Promise<Outcome<Hold>> {
  const { walletId, expiresInSeconds = DEFAULT_SECONDS, reference = null, memberId } = request;
  const charge = chargeOf(await openPricing(spending, [request]), walletId, request.chargeFor);
  if (charge instanceof CofferError) {
    return toOutcome(await replyBefore(spending, spender, walletId, charge), holdFromFacts, "wal", walletId);
  }
  const { credits, until: pricedUntil } = charge;
  const details = detailsOf(request, charge);
  const burn = { walletId, credits, reference, details, expiresInSeconds, memberId, pricedUntil, caller: spender };
  return toOutcome(await spending.writer.hold(burn), holdFromFacts, "wal", walletId);
}
