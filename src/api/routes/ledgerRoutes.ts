import { z } from "zod";
import { unhurried } from "../../db/unhurried.js";
import { readChainHead } from "../../ledger/readChainHead.js";
import { verifyLedger } from "../../ledger/verify.js";
import type { AppDependencies } from "../appDependencies.js";
import { time } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const verificationSchema = z
  .strictObject({
    ok: z.boolean(),
    checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  })
  .meta({ id: "LedgerVerification" });

const headSchema = z
  .strictObject({ entries: z.int(), hash: z.string(), at: time.nullable() })
  .meta({ id: "LedgerHead" });

export function ledgerRoutes({ pool }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/ledger/verify",
      summary: "Compute the whole ledger again from its entries and compare",
      access: ["operator"],
      reply: verificationSchema,
      handle: async () => ({ status: 200, body: await verifyLedger(unhurried(pool)) }),
    }),
    defineRoute({
      method: "get",
      path: "/v1/ledger/head",
      summary: "The head of the hash chain over the entries: publish it, and nobody can change them unseen",
      access: ["operator"],
      reply: headSchema,
      handle: async () => {
        const { entries, hash, at } = await readChainHead(pool);
        return { status: 200, body: { entries: Number(entries), hash, at: at?.toISOString() ?? null } };
      },
    }),
  ];
}
