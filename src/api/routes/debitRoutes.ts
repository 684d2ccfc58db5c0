import { z } from "zod";
import { readDebit } from "../../ledger/debit.js";
import { amountSchema } from "../../lib/money.js";
import { type DebitRequest, debit } from "../../spend/debit.js";
import { refund } from "../../spend/refund.js";
import type { Spending } from "../../spend/spending.js";
import type { AppDependencies } from "../appDependencies.js";
import { CHARGE_BODY_LIMIT, chargeFields, chargeFor, NEEDS_ONE_CHARGE, namesOneCharge } from "../chargeFor.js";
import { ownerOf, spenderOf } from "../createSpending.js";
import { memberId, metadata, text } from "../fields.js";
import { replyOf } from "../replyOf.js";
import { defineRoute, type Route } from "../route.js";
import { debitSchema, debitView } from "../views/debitView.js";

export const newDebitFields = {
  walletId: z.string(),
  memberId: memberId.optional(),
  ...chargeFields,
  reference: text(200).optional(),
  providerCostUsd: amountSchema.optional(),
  metadata: metadata.optional(),
};

export const newDebitSchema = z
  .strictObject(newDebitFields)
  .refine(namesOneCharge, NEEDS_ONE_CHARGE)
  .meta({ id: "NewDebit" });

/** A checked body as the spend journey takes it. */
export function debitRequestOf(body: z.output<typeof newDebitSchema>): DebitRequest {
  const { walletId, memberId, reference, providerCostUsd, metadata } = body;
  return { walletId, memberId, reference, providerCostUsd, metadata, chargeFor: chargeFor(body) };
}

export function debitRoutes({ pool }: AppDependencies, openSpending: () => Promise<Spending>): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/debits",
      summary: "Take credits at once",
      statuses: [201],
      refusals: ["not_found", "insufficient_credits", "unknown_operation"],
      access: ["service"],
      movesValue: true,
      bodyLimit: CHARGE_BODY_LIMIT,
      body: newDebitSchema,
      reply: debitSchema,
      handle: async ({ body, principal, caller }) => {
        const spender = spenderOf(principal(), caller());
        return replyOf(await debit(await openSpending(), spender, debitRequestOf(body)), debitView);
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/debits/{id}",
      summary: "A debit of this client's",
      access: ["service"],
      reply: debitSchema,
      handle: async ({ param, principal }) => ({
        status: 200,
        body: debitView(await readDebit(pool, param("id"), ownerOf(principal()))),
      }),
    }),
    defineRoute({
      method: "post",
      path: "/v1/debits/{id}/refund",
      summary: "Give credits back to the grants that they came from, last burned first",
      refusals: ["refund_exceeds_debit"],
      access: ["service"],
      movesValue: true,
      body: z.strictObject({ credits: amountSchema.optional(), reason: text(400) }),
      reply: debitSchema,
      handle: async ({ param, body, principal, caller }) => {
        const request = { ...body, debitId: param("id") };
        return replyOf(await refund(await openSpending(), spenderOf(principal(), caller()), request), debitView);
      },
    }),
  ];
}
