import { once } from "node:events";
import type express from "express";
import { z } from "zod";
import { listCheckouts } from "../../checkout/checkout.js";
import { listEntries } from "../../ledger/listEntries.js";
import { badCursor, toPage } from "../../ledger/page.js";
import { readWallet } from "../../ledger/readWallet.js";
import { isId } from "../../lib/ids.js";
import type { AppDependencies } from "../appDependencies.js";
import { ENTRIES_CSV_HEADER, entriesToCsv } from "../entriesToCsv.js";
import { listOf, page } from "../fields.js";
import { requireWallet } from "../principal.js";
import { readFactsOf } from "../readCheckoutFacts.js";
import { defineRoute, type Route } from "../route.js";
import { checkoutSchema, checkoutViewFor } from "../views/checkoutView.js";
import { entrySchema, entryView } from "../views/entryView.js";

const CSV_PAGE = 200;

/** Sends a wallet's whole history, page by page, however long it is. */
async function sendCsv({ pool }: AppDependencies, walletId: string, response: express.Response): Promise<void> {
  response.type("text/csv").attachment(`${walletId}-entries.csv`);
  response.write(ENTRIES_CSV_HEADER);
  let cursor: string | null | undefined;
  while (cursor !== null && !response.destroyed) {
    const entries = await listEntries(pool, walletId, { limit: CSV_PAGE, cursor });
    // Who left while the page was read has closed already, and nothing drains to them.
    if (!response.write(entriesToCsv(entries.data.map(entryView))) && !response.destroyed) {
      await Promise.race([once(response, "drain"), once(response, "close")]);
    }
    cursor = entries.nextCursor;
  }
  response.end();
}

export function walletListRoutes(dependencies: AppDependencies): Route[] {
  const { pool, settings } = dependencies;
  return [
    defineRoute({
      method: "get",
      path: "/v1/wallets/{id}/entries",
      summary: "A wallet's movements, newest first; with format=csv all of them as a file",
      mediaTypes: ["application/json", "text/csv"],
      access: ["store", "session"],
      query: z.strictObject({ ...page, format: z.enum(["json", "csv"]).default("json") }),
      reply: listOf(entrySchema),
      handle: async ({ param, query, principal, response }) => {
        requireWallet(principal(), param("id"));
        const { id } = await readWallet(pool, param("id"));
        if (query.format === "csv") {
          await sendCsv(dependencies, id, response);
          return undefined;
        }
        const { data, nextCursor } = await listEntries(pool, id, query);
        return { status: 200, body: { data: data.map(entryView), nextCursor } };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/wallets/{id}/checkouts",
      summary: "A wallet's checkouts, newest first",
      access: ["store", "session"],
      query: z.strictObject(page),
      reply: listOf(checkoutSchema),
      handle: async ({ param, query, principal }) => {
        requireWallet(principal(), param("id"));
        const { id } = await readWallet(pool, param("id"));
        if (query.cursor !== undefined && !isId("chk", query.cursor)) throw badCursor();
        const read = await listCheckouts(pool, id, query.limit + 1, query.cursor);
        const { data, nextCursor } = toPage(read, query.limit, (checkout) => checkout.id);
        const facts = await readFactsOf(pool, data);
        return {
          status: 200,
          body: { data: facts.map((each) => checkoutViewFor(principal(), each, settings)), nextCursor },
        };
      },
    }),
  ];
}
