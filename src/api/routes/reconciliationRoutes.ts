import { z } from "zod";
import { chainOf } from "../../checkout/openCheckout.js";
import { reconcileAddresses } from "../../deposits/reconcileAddresses.js";
import { formatAmount } from "../../lib/money.js";
import type { AppDependencies } from "../appDependencies.js";
import { decimal, network } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const reconciledSchema = z
  .strictObject({
    address: z.string(),
    walletId: z.string(),
    onChain: decimal,
    recorded: decimal,
    /** Above zero: a payment was missed. Below: not final yet, or moved on, such as by a sweep. */
    difference: z.string(),
  })
  .meta({ id: "ReconciledAddress" });

export function reconciliationRoutes({ pool, chains }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/reports/reconciliation",
      summary: "What addresses hold in final blocks beside what is recorded for them, 50 addresses a call",
      refusals: ["network_disabled"],
      access: ["operator"],
      query: z.strictObject({ network, cursor: z.coerce.number().int().min(0).max(2_147_483_647).default(0) }),
      reply: z.strictObject({ data: z.array(reconciledSchema), nextCursor: z.string().nullable() }),
      handle: async ({ query }) => {
        const chain = chainOf(chains, query.network);
        const { compared, nextIndex } = await reconcileAddresses(pool, chain, query.cursor);
        const data = compared.map(({ onChain, recorded, difference, ...rest }) => ({
          ...rest,
          onChain: formatAmount(onChain),
          recorded: formatAmount(recorded),
          difference: formatAmount(difference),
        }));
        return { status: 200, body: { data, nextCursor: nextIndex === null ? null : String(nextIndex) } };
      },
    }),
  ];
}
