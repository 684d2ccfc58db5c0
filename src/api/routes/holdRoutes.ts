import { z } from "zod";
import { readHold } from "../../ledger/hold.js";
import { amountSchema } from "../../lib/money.js";
import { capture } from "../../spend/capture.js";
import { extend } from "../../spend/extend.js";
import { hold } from "../../spend/hold.js";
import type { Spending } from "../../spend/spending.js";
import { voidHold } from "../../spend/voidHold.js";
import type { AppDependencies } from "../appDependencies.js";
import { CHARGE_BODY_LIMIT, chargeFields, chargeFor, NEEDS_ONE_CHARGE, namesOneCharge } from "../chargeFor.js";
import { ownerOf, spenderOf } from "../createSpending.js";
import { memberId, metadata, text } from "../fields.js";
import { replyOf } from "../replyOf.js";
import { defineRoute, type Route } from "../route.js";
import { holdSchema, holdView } from "../views/holdView.js";

const seconds = z.int().min(1).max(86_400);

const newHoldSchema = z
  .strictObject({
    walletId: z.string(),
    memberId: memberId.optional(),
    ...chargeFields,
    expiresInSeconds: seconds.optional(),
    reference: text(200).optional(),
    metadata: metadata.optional(),
  })
  .refine(namesOneCharge, NEEDS_ONE_CHARGE)
  .meta({ id: "NewHold" });

/** What every change of a hold has in common. */
const change = { method: "post", access: ["service"], movesValue: true, reply: holdSchema } as const;

export function holdRoutes({ pool }: AppDependencies, openSpending: () => Promise<Spending>): Route[] {
  return [
    defineRoute({
      ...change,
      path: "/v1/holds",
      summary: "Set credits aside for work that may fail",
      statuses: [201],
      refusals: ["not_found", "insufficient_credits", "unknown_operation"],
      bodyLimit: CHARGE_BODY_LIMIT,
      body: newHoldSchema,
      handle: async ({ body, principal, caller }) => {
        const { walletId, memberId, expiresInSeconds, reference, metadata } = body;
        const request = { walletId, memberId, expiresInSeconds, reference, metadata, chargeFor: chargeFor(body) };
        return replyOf(await hold(await openSpending(), spenderOf(principal(), caller()), request), holdView);
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/holds/{id}",
      summary: "A hold of this client's",
      access: ["service"],
      reply: holdSchema,
      handle: async ({ param, principal }) => ({
        status: 200,
        body: holdView(await readHold(pool, param("id"), ownerOf(principal()))),
      }),
    }),
    defineRoute({
      ...change,
      path: "/v1/holds/{id}/capture",
      summary: "Spend a hold, whole or in part; the rest is released",
      refusals: ["hold_not_open", "capture_exceeds_hold"],
      body: z.strictObject({
        credits: amountSchema.optional(),
        outcome: z.enum(["succeeded", "rejected"]).optional(),
        providerCostUsd: amountSchema.optional(),
      }),
      handle: async ({ param, body, principal, caller }) => {
        const request = { ...body, holdId: param("id") };
        return replyOf(await capture(await openSpending(), spenderOf(principal(), caller()), request), holdView);
      },
    }),
    defineRoute({
      ...change,
      path: "/v1/holds/{id}/void",
      summary: "Give a hold's credits back",
      refusals: ["hold_not_open"],
      body: z.strictObject({ reason: text(400).optional() }),
      handle: async ({ param, body, principal, caller }) => {
        const request = { ...body, holdId: param("id") };
        return replyOf(await voidHold(await openSpending(), spenderOf(principal(), caller()), request), holdView);
      },
    }),
    defineRoute({
      ...change,
      path: "/v1/holds/{id}/extend",
      summary: "Keep a hold open longer, at most 24 hours from its start",
      refusals: ["hold_not_open"],
      body: z.strictObject({ expiresInSeconds: seconds }),
      handle: async ({ param, body, principal, caller }) => {
        const request = { ...body, holdId: param("id") };
        return replyOf(await extend(await openSpending(), spenderOf(principal(), caller()), request), holdView);
      },
    }),
  ];
}
