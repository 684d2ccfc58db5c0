import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { z } from "zod";
import { claimTransaction } from "../../deposits/claimTransaction.js";
import { CofferError } from "../../lib/errors.js";
import { isId } from "../../lib/ids.js";
import type { AppDependencies } from "../appDependencies.js";
import { text } from "../fields.js";
import { readCheckoutFacts } from "../readCheckoutFacts.js";
import { requireWithinLimit } from "../requireWithinLimit.js";
import { defineRoute, type Route } from "../route.js";
import { checkoutSchema, checkoutView } from "../views/checkoutView.js";

/** Each claim asks nodes, whose calls are counted; a buyer needs one or two. */
const CLAIMS_PER_MINUTE = 20;

const claimSchema = checkoutSchema
  .extend({
    /** What the chain says of the transaction: in no block yet, in one that the scan has yet to reach, or a deposit. */
    claim: z.strictObject({ state: z.enum(["pooled", "seen", "recorded"]), explanation: z.string() }),
  })
  .meta({ id: "ClaimedCheckout" });

export function claimRoutes({ pool, chains, settings }: AppDependencies): Route[] {
  const limit = rateLimit({
    windowMs: 60_000,
    limit: CLAIMS_PER_MINUTE,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    keyGenerator: ({ ip }) => ipKeyGenerator(ip ?? ""),
    handler: (_request, _response, next) => {
      next(
        new CofferError(
          "rate_limited",
          "Too many transactions were looked up from this address; try again in a minute.",
        ),
      );
    },
  });
  return [
    defineRoute({
      method: "post",
      path: "/v1/checkouts/{id}/claim",
      summary: "Look at a transaction that is said to have paid this checkout",
      refusals: ["network_disabled"],
      access: "anyone",
      body: z.strictObject({ txHash: text(200) }),
      reply: claimSchema,
      handle: async ({ request, response, param, body }) => {
        await requireWithinLimit(limit, request, response);
        const id = param("id");
        if (!isId("chk", id)) throw new CofferError("not_found", "There is no such checkout.");
        const claim = await claimTransaction(pool, chains, id, body.txHash);
        return { status: 200, body: { ...checkoutView(await readCheckoutFacts(pool, id), settings), claim } };
      },
    }),
  ];
}
