import { z } from "zod";
import type { Debit } from "../../ledger/debit.js";
import type { Outcome } from "../../ledger/outcome.js";
import { CofferError } from "../../lib/errors.js";
import { type DebitBatchItem, debitBatch } from "../../spend/debitBatch.js";
import type { Spending } from "../../spend/spending.js";
import type { AppDependencies } from "../appDependencies.js";
import { NEEDS_ONE_CHARGE, namesOneCharge } from "../chargeFor.js";
import { spenderOf } from "../createSpending.js";
import { fingerprintOf, IDEMPOTENCY_KEY, requireIdempotencyKey } from "../idempotency.js";
import { problemSchema } from "../openapiProblems.js";
import type { Principal } from "../principal.js";
import { PROBLEMS, problemOf } from "../problem.js";
import { requireStorable } from "../readBody.js";
import { type Call, defineRoute, parseRequest, type Route } from "../route.js";
import { debitSchema, debitView } from "../views/debitView.js";
import { debitRequestOf, newDebitFields } from "./debitRoutes.js";

const batchOf = <Item extends z.ZodType>(item: Item) => z.strictObject({ debits: z.array(item).min(1).max(1_000) });

/** Items are checked one by one, so that a wrong one fails alone: each is a body of POST /v1/debits and its key. */
const batchSchema = batchOf(z.unknown());

const itemWith = <Key extends z.ZodType>(idempotencyKey: Key) =>
  z.strictObject({ ...newDebitFields, idempotencyKey }).refine(namesOneCharge, NEEDS_ONE_CHARGE);

/** A missing or wrong key has a problem of its own. */
const batchItemSchema = itemWith(z.string().optional());

const describedBatchSchema = batchOf(itemWith(z.string().regex(IDEMPOTENCY_KEY)).meta({ id: "NewBatchDebit" }));

const resultsSchema = z.strictObject({
  results: z.array(
    z.strictObject({
      status: z.int(),
      debit: debitSchema.optional(),
      problem: problemSchema.optional(),
    }),
  ),
});

type Result = z.output<typeof resultsSchema>["results"][number];

/** An item as the same call by itself would be: keys and fingerprints are shared with POST /v1/debits. */
function readItem(item: unknown, principal: Principal, requestId: string): DebitBatchItem {
  requireStorable(item);
  const parsed = parseRequest(batchItemSchema, item);
  const { idempotencyKey, ...body } = item as Record<string, unknown>;
  const caller = {
    clientId: principal.clientId,
    key: requireIdempotencyKey(parsed.idempotencyKey, "idempotencyKey"),
    fingerprint: fingerprintOf("POST", "/v1/debits", body),
    requestId,
  };
  return { spender: spenderOf(principal, caller), request: debitRequestOf(parsed) };
}

export function debitBatchRoutes({ settings }: AppDependencies, openSpending: () => Promise<Spending>): Route[] {
  const refusal = (problem: CofferError, requestId: string): Result => ({
    status: PROBLEMS[problem.code].status,
    problem: problemOf(problem, requestId, settings),
  });
  const resultOf = (outcome: Outcome<Debit>): Result =>
    outcome.ok
      ? { status: outcome.status, debit: debitView(outcome.value) }
      : refusal(outcome.problem, outcome.requestId);

  async function run({ body, principal, requestId }: Call<unknown, z.output<typeof batchSchema>>): Promise<Result[]> {
    const results: Result[] = [];
    const items: DebitBatchItem[] = [];
    /** Where in the request each item stood. */
    const places: number[] = [];
    for (const [index, item] of body.debits.entries()) {
      try {
        items.push(readItem(item, principal(), requestId));
        places.push(index);
      } catch (error) {
        if (!(error instanceof CofferError)) throw error;
        results[index] = refusal(error, requestId);
      }
    }
    const outcomes = await debitBatch(await openSpending(), items);
    for (const [position, outcome] of outcomes.entries()) {
      const index = places[position];
      if (index !== undefined) results[index] = resultOf(outcome);
    }
    return results;
  }

  return [
    defineRoute({
      method: "post",
      path: "/v1/debits/batch",
      summary: "Up to 1000 debits; each has its own key and stands or falls alone",
      access: ["service"],
      bodyLimit: "4mb",
      body: batchSchema,
      describedBody: describedBatchSchema,
      reply: resultsSchema,
      handle: async (call) => ({ status: 200, body: { results: await run(call) } }),
    }),
  ];
}
