import type { Debit } from "../ledger/debit.js";
import type { Outcome } from "../ledger/outcome.js";
import { CofferError, UnavailableError } from "../lib/errors.js";
import { type DebitRequest, debit } from "./debit.js";
import type { Spender, Spending } from "./spending.js";

export type DebitBatchItem = { spender: Spender; request: DebitRequest };

async function debitItem(spending: Spending, { spender, request }: DebitBatchItem): Promise<Outcome<Debit>> {
  try {
    return await debit(spending, spender, request);
  } catch (error) {
    const problem =
      error instanceof CofferError
        ? error
        : new UnavailableError("This debit may or may not have happened; try again with the same key.", {
            cause: error,
          });
    return { ok: false, problem, replayed: false, requestId: spender.requestId };
  }
}

/**
 * Many debits, each with its own key; each stands or falls alone, and those of one wallet happen in the order given.
 * Returns their outcomes in that order. Together they reach the writer as one or a few statements.
 */
export function debitBatch(spending: Spending, items: DebitBatchItem[]): Promise<Outcome<Debit>[]> {
  return Promise.all(items.map((item) => debitItem(spending, item)));
}
