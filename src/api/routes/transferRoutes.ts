import { z } from "zod";
import { amountSchema } from "../../lib/money.js";
import { transfer } from "../../spend/transfer.js";
import type { AppDependencies } from "../appDependencies.js";
import { decimal, text, time } from "../fields.js";
import { replyOf } from "../replyOf.js";
import { defineRoute, type Route } from "../route.js";

const transferSchema = z
  .strictObject({
    id: z.string(),
    fromWalletId: z.string(),
    toWalletId: z.string(),
    credits: decimal,
    reason: z.string(),
    /** Which lot became which, and how much of it. */
    lots: z.array(z.strictObject({ fromGrantId: z.string(), grantId: z.string(), credits: decimal })),
    createdAt: time,
  })
  .meta({ id: "Transfer" });

export function transferRoutes({ pool, catalogs }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/transfers",
      summary: "Move bought credits, and their own bonus pro rata, to another wallet",
      statuses: [201],
      refusals: ["not_found", "insufficient_credits"],
      access: ["store"],
      movesValue: true,
      body: z.strictObject({
        fromWalletId: z.string(),
        toWalletId: z.string(),
        credits: amountSchema,
        reason: text(400),
      }),
      reply: transferSchema,
      handle: async ({ body, caller }) =>
        replyOf(await transfer(pool, await catalogs.current(), caller(), body), (facts) => facts),
    }),
  ];
}
