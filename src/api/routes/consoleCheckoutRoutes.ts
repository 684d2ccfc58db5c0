import { z } from "zod";
import { findCheckouts } from "../../checkout/findCheckouts.js";
import { badCursor, toPage } from "../../ledger/page.js";
import { isId } from "../../lib/ids.js";
import type { AppDependencies } from "../appDependencies.js";
import { listOf, page, text } from "../fields.js";
import { readFactsOf } from "../readCheckoutFacts.js";
import { defineRoute, type Route } from "../route.js";
import { checkoutSchema, checkoutViewFor } from "../views/checkoutView.js";

/** Checkouts of all wallets, for operators. */
export function consoleCheckoutRoutes({ pool, settings }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/checkouts",
      summary: "Checkouts of all wallets, newest first, by status or by what they belong to",
      access: ["operator"],
      query: z.strictObject({
        ...page,
        status: checkoutSchema.shape.status.optional(),
        /** A checkout, wallet (its id or the shop's own), or deposit address. */
        search: text(100).optional(),
      }),
      reply: listOf(checkoutSchema),
      handle: async ({ query, principal }) => {
        const { limit, cursor, ...filter } = query;
        if (cursor !== undefined && !isId("chk", cursor)) throw badCursor();
        const { data, nextCursor } = toPage(
          await findCheckouts(pool, filter, limit + 1, cursor),
          limit,
          ({ id }) => id,
        );
        const facts = await readFactsOf(pool, data);
        return {
          status: 200,
          body: { data: facts.map((each) => checkoutViewFor(principal(), each, settings)), nextCursor },
        };
      },
    }),
  ];
}
