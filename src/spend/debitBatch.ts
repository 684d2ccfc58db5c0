import { type Debit, debitFromFacts } from "../ledger/debit.js";
import { type Answer, type Outcome, toOutcome } from "../ledger/outcome.js";
import { CofferError, errorOf, InvariantError, UnavailableError } from "../lib/errors.js";
import { chargeOf, openPricing } from "./charge.js";
import { burnFor, type DebitRequest } from "./debit.js";
import { replyBefore } from "./replyBefore.js";
import type { Spender, Spending } from "./spending.js";

export type DebitBatchItem = { spender: Spender; request: DebitRequest };

function outcomeOf(answer: Answer | undefined, { spender: { requestId }, request }: DebitBatchItem): Outcome<Debit> {
  if (answer === undefined) throw new InvariantError("A debit of a batch was not answered.");
  if (!(answer instanceof Error)) return toOutcome(answer, debitFromFacts, "wal", request.walletId);
  const problem =
    answer instanceof CofferError
      ? answer
      : new UnavailableError("This debit may or may not have happened; try again with the same key.", {
          cause: answer,
        });
  return { ok: false, problem, replayed: false, requestId };
}

/**
 * Many debits, each with its own key; each stands or falls alone, and those of one wallet happen in the order given.
 * Returns their outcomes in that order. Together they reach the writer as one or a few statements.
 * @throws CofferError `unavailable` when prices cannot be read or too many calls wait: then none has happened.
 */
export async function debitBatch(spending: Spending, items: DebitBatchItem[]): Promise<Outcome<Debit>[]> {
  const pricing = await openPricing(
    spending,
    items.map(({ request }) => request),
  );
  const priced = items.map(({ spender, request }) => {
    return { spender, request, charge: chargeOf(pricing, request.walletId, request.chargeFor) };
  });
  const burns = priced.flatMap(({ spender, request, charge }) =>
    charge instanceof CofferError ? [] : [burnFor(spender, request, charge)],
  );
  const made = (await spending.writer.debits(burns)).values();
  const outcomes: Outcome<Debit>[] = [];
  for (const { spender, request, charge } of priced) {
    const answer =
      charge instanceof CofferError
        ? await replyBefore(spending, spender, request.walletId, charge).catch(errorOf)
        : made.next().value;
    outcomes.push(outcomeOf(answer, { spender, request }));
  }
  return outcomes;
}
