import { type Hold, holdFromFacts } from "../ledger/hold.js";
import { type Outcome, toOutcome } from "../ledger/outcome.js";
import type { ChargeFor } from "./charge.js";
import { chargeOrReply } from "./chargeOrReply.js";
import { detailsOf, type ServiceFacts } from "./details.js";
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
  const {
    walletId,
    chargeFor,
    expiresInSeconds = DEFAULT_SECONDS,
    reference = null,
    memberId = null,
    ...facts
  } = request;
  const charge = await chargeOrReply(spending, spender, walletId, chargeFor);
  if ("replayed" in charge) return toOutcome(charge, holdFromFacts);
  const reply = await spending.writer.hold({
    walletId,
    credits: charge.credits,
    reference,
    details: detailsOf(facts, charge),
    expiresInSeconds,
    memberId,
    caller: spender,
  });
  return toOutcome(reply, holdFromFacts);
}
