import { z } from "zod";
import { quoteUsage } from "../../catalog/quoteUsage.js";
import { usageSchema } from "../../catalog/usage.js";
import { readStoreTime } from "../../ledger/readStoreTime.js";
import { readWallet } from "../../ledger/readWallet.js";
import { quote } from "../../spend/quote.js";
import type { AppDependencies } from "../appDependencies.js";
import { region } from "../fields.js";
import { requireWallet } from "../principal.js";
import { defineRoute, type Route } from "../route.js";
import { quoteSchema, quoteView } from "../views/quoteView.js";

export function quoteRoutes({ pool, catalogs, quoteKey }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/quotes",
      summary: "What a usage would cost; with a wallet, whether it can pay",
      refusals: ["unauthorized", "not_found", "unknown_operation"],
      access: "anyone",
      body: z.strictObject({ usage: usageSchema, walletId: z.string().optional(), region: region.optional() }),
      reply: quoteSchema,
      handle: async ({ body, principal }) => {
        const { usage, walletId } = body;
        if (walletId !== undefined) requireWallet(principal(), walletId);
        const wallet = walletId === undefined ? undefined : await readWallet(pool, walletId);
        const catalog = await catalogs.current();
        const quoted = quote(catalog, quoteKey, { usage, wallet, region: body.region }, await readStoreTime(pool));
        const priced = quoteUsage(catalog, usage, wallet === undefined ? body.region : wallet.region);
        return { status: 200, body: quoteView(quoted, priced) };
      },
    }),
  ];
}
