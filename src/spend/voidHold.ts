import { type Hold, holdFromFacts } from "../ledger/hold.js";
import { type Outcome, toOutcome } from "../ledger/outcome.js";
import { detailsOf, type ServiceFacts } from "./details.js";
import { ownerFor, type Spender, type Spending } from "./spending.js";

export type VoidRequest = Pick<ServiceFacts, "reason"> & { holdId: string };

/**
 * Gives a hold's credits back, which ends it. Outcomes: 200 with the hold, or the problems `hold_not_open`,
 * `idempotency_key_reused`, `not_found`.
 */
export async function voidHold(spending: Spending, spender: Spender, request: VoidRequest): Promise<Outcome<Hold>> {
  const reply = await spending.writer.changeHold({
    action: "void",
    holdId: request.holdId,
    credits: null,
    expiresInSeconds: null,
    owner: ownerFor(spender),
    details: detailsOf(request),
    caller: spender,
  });
  return toOutcome(reply, holdFromFacts, "hld", request.holdId);
}
