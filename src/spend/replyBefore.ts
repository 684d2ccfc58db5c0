import { findReply } from "../ledger/findReply.js";
import type { LedgerReply } from "../ledger/outcome.js";
import { CofferError } from "../lib/errors.js";
import { type Charge, type ChargeFor, chargeOf } from "./charge.js";
import type { Spender, Spending } from "./spending.js";

/**
 * As {@link chargeOf}, but a repeated call gets the answer that it had although its quote has expired or its operation is
 * no longer sold: the client may never have seen that answer. Only a call that cannot be priced is looked for.
 */
export async function chargeOrReply(
  spending: Spending,
  spender: Spender,
  walletId: string,
  chargeFor: ChargeFor,
): Promise<Charge | LedgerReply> {
  try {
    return await chargeOf(spending, walletId, chargeFor);
  } catch (error) {
    const reply = error instanceof CofferError ? await findReply(spending.pool, walletId, spender) : null;
    if (reply === null) throw error;
    return reply;
  }
}
