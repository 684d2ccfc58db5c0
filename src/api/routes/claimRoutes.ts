import { z } from "zod";
import { claimTransaction } from "../../deposits/claimTransaction.js";
import { CofferError } from "../../lib/errors.js";
import { isId } from "../../lib/ids.js";
import type { AppDependencies } from "../appDependencies.js";
import { text } from "../fields.js";
import { readCheckoutFacts } from "../readCheckoutFacts.js";
import { defineRoute, type Route } from "../route.js";
import { checkoutSchema, checkoutView } from "../views/checkoutView.js";

const claimSchema = checkoutSchema
  .omit({ metadata: true })
  .extend({
    /** What the chain says of the transaction: in no block yet, in one that the scan has yet to reach, or a deposit. */
    claim: z.strictObject({ state: z.enum(["pooled", "seen", "recorded"]), explanation: z.string() }),
  })
  .meta({ id: "ClaimedCheckout" });

export function claimRoutes({ pool, chains, limits, settings }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/checkouts/{id}/claim",
      summary: "Look at a transaction that is said to have paid this checkout",
      refusals: ["network_disabled"],
      access: "anyone",
      body: z.strictObject({ txHash: text(200) }),
      reply: claimSchema,
      handle: async ({ request, response, param, body, visitor }) => {
        // A shop's server may claim for all its buyers; what its key may do is counted by the key.
        if (visitor?.kind !== "key") await limits.claim(request, response);
        const id = param("id");
        if (!isId("chk", id)) throw new CofferError("not_found", "There is no such checkout.");
        await limits.checkoutClaim(id, request, response);
        const claim = await claimTransaction(pool, chains, id, body.txHash);
        return { status: 200, body: { ...checkoutView(await readCheckoutFacts(pool, id), settings), claim } };
      },
    }),
  ];
}
