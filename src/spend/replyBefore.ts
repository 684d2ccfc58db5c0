import { findReply } from "../ledger/findReply.js";
import type { LedgerReply } from "../ledger/outcome.js";
import type { CofferError } from "../lib/errors.js";
import type { Spender, Spending } from "./spending.js";

/**
 * The answer that a call which cannot be priced had before: its quote has expired since, or its operation is no longer
 * sold, and the client may never have seen that answer. A quote's end is final: a call that names it and has not happened
 * by then never will.
 * @throws the problem, where the call is new.
 */
export async function replyBefore(
  { pool }: Spending,
  spender: Spender,
  walletId: string,
  problem: CofferError,
): Promise<LedgerReply> {
  const reply = await findReply(pool, walletId, spender);
  if (reply === null) throw problem;
  return reply;
}
