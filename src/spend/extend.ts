import { type Hold, holdFromFacts } from "../ledger/hold.js";
import { type Outcome, toOutcome } from "../ledger/outcome.js";
import { ownerFor, type Spender, type Spending } from "./spending.js";

export type ExtendRequest = {
  holdId: string;
  /** From now; a hold that would end later anyway keeps its time. */
  expiresInSeconds: number;
};

/**
 * Keeps a hold open longer, at most 24 hours from its start. Outcomes: 200 with the hold, or the problems
 * `hold_not_open`, `invalid_request` (too long), `idempotency_key_reused`, `not_found`.
 */
export async function extend(spending: Spending, spender: Spender, request: ExtendRequest): Promise<Outcome<Hold>> {
  const reply = await spending.writer.changeHold({
    action: "extend",
    holdId: request.holdId,
    credits: null,
    expiresInSeconds: request.expiresInSeconds,
    owner: ownerFor(spender),
    details: {},
    caller: spender,
  });
  return toOutcome(reply, holdFromFacts, "hld", request.holdId);
}
