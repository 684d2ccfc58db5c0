import { type Hold, holdFromFacts } from "../ledger/hold.js";
import { type Outcome, toOutcome } from "../ledger/outcome.js";
import { detailsOf, type ServiceFacts } from "./details.js";
import { ownerFor, type Spender, type Spending } from "./spending.js";

export type CaptureRequest = Pick<ServiceFacts, "outcome" | "providerCostUsd"> & {
  holdId: string;
  /** Base units; all that is held when left out. The rest is released. */
  credits?: bigint | undefined;
};

/**
 * Spends a hold's credits, whole or in part, which ends it. Outcomes: 200 with the hold, or the problems `hold_not_open`,
 * `capture_exceeds_hold`, `idempotency_key_reused`, `not_found`.
 */
export async function capture(spending: Spending, spender: Spender, request: CaptureRequest): Promise<Outcome<Hold>> {
  const { holdId, credits = null } = request;
  const reply = await spending.writer.changeHold({
    action: "capture",
    holdId,
    credits,
    expiresInSeconds: null,
    owner: ownerFor(spender),
    details: detailsOf(request),
    caller: spender,
  });
  return toOutcome(reply, holdFromFacts, "hld", request.holdId);
}
