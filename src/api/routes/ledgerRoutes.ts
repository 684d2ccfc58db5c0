import { z } from "zod";
import { verifyLedger } from "../../ledger/verify.js";
import type { AppDependencies } from "../appDependencies.js";
import { defineRoute, type Route } from "../route.js";

const verificationSchema = z.strictObject({
  ok: z.boolean(),
  checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});

export function ledgerRoutes({ pool }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/ledger/verify",
      summary: "Compute the whole ledger again from its entries and compare",
      access: ["operator"],
      reply: verificationSchema,
      handle: async () => ({ status: 200, body: await verifyLedger(pool) }),
    }),
  ];
}
