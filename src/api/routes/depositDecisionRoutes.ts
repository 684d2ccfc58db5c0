import { z } from "zod";
import { assignDeposit } from "../../deposits/assignDeposit.js";
import { refundDeposit } from "../../deposits/refundDeposit.js";
import { rejectDeposit } from "../../deposits/rejectDeposit.js";
import type { AppDependencies } from "../appDependencies.js";
import { creditingOf } from "../creditingOf.js";
import { text } from "../fields.js";
import { requireDepositId } from "../requireDepositId.js";
import { defineRoute, type Route } from "../route.js";
import { depositSchema, depositView } from "../views/depositView.js";
import { retrySchema, retryView } from "../views/retryView.js";

const note = text(1_000);

/** What an operator may decide about one deposit, besides trying again. */
export function depositDecisionRoutes(dependencies: AppDependencies): Route[] {
  const crediting = creditingOf(dependencies);
  return [
    defineRoute({
      method: "post",
      path: "/v1/deposits/{id}/assign",
      summary: "Give a stuck deposit to a wallet and credit it there once, at the base rate",
      refusals: ["deposit_not_retryable", "network_disabled"],
      access: ["operator"],
      body: z.strictObject({ walletId: z.string().max(60), note }),
      reply: retrySchema,
      handle: async ({ param, body, principal }) => {
        const request = { ...body, clientId: principal().clientId };
        return { status: 200, body: retryView(await assignDeposit(crediting, requireDepositId(param("id")), request)) };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/deposits/{id}/reject",
      summary: "Decide that a stuck deposit is never credited",
      refusals: ["deposit_not_retryable"],
      access: ["operator"],
      body: z.strictObject({ note }),
      reply: depositSchema,
      handle: async ({ param, body, principal }) => {
        const decider = { ...body, clientId: principal().clientId };
        return {
          status: 200,
          body: depositView(await rejectDeposit(crediting.pool, requireDepositId(param("id")), decider)),
        };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/deposits/{id}/refunded",
      summary: "Record that a deposit was sent back; on a credited one take its unspent credits back first",
      refusals: ["deposit_not_retryable"],
      access: ["operator"],
      body: z.strictObject({ txHash: text(100), note, allowShortfall: z.boolean().default(false) }),
      reply: depositSchema,
      handle: async ({ param, body, principal }) => {
        const refund = { ...body, clientId: principal().clientId };
        return {
          status: 200,
          body: depositView(await refundDeposit(crediting, requireDepositId(param("id")), refund)),
        };
      },
    }),
  ];
}
