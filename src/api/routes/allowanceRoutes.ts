import { z } from "zod";
import type { Catalog } from "../../catalog/schema.js";
import { type AllowanceTerms, listAllowances } from "../../ledger/allowance.js";
import { endAllowance } from "../../ledger/endAllowance.js";
import { giveAllowance } from "../../ledger/giveAllowance.js";
import { pageOf } from "../../ledger/page.js";
import { readWallet } from "../../ledger/readWallet.js";
import { CofferError } from "../../lib/errors.js";
import type { AppDependencies } from "../appDependencies.js";
import { listOf, page, text } from "../fields.js";
import { operatorRecorder } from "../operatorRecorder.js";
import { type Principal, requireWallet } from "../principal.js";
import { defineRoute, type Route } from "../route.js";
import { allowanceSchema, allowanceView } from "../views/allowanceView.js";

const namesAllowance = z.strictObject({ allowanceId: text(60) });

/** @throws CofferError `invalid_request` naming the allowances that there are. */
function termsOf({ allowances }: Catalog, allowanceId: string): AllowanceTerms {
  const found = allowances.find(({ id }) => id === allowanceId);
  if (found === undefined) {
    const known = allowances.map(({ id }) => id).join(", ");
    const message = known === "" ? "the catalogue has no allowances" : `one of ${known}`;
    throw new CofferError("invalid_request", `allowanceId: ${message}.`, {
      fields: { issues: [{ path: "allowanceId", message }] },
    });
  }
  const { id, rollover, ...terms } = found;
  return { ...terms, allowanceId: id, rollover: rollover === "forever" ? null : rollover };
}

export function allowanceRoutes({ pool, catalogs }: AppDependencies): Route[] {
  const recorder = (principal: Principal, name: string, walletId: string) =>
    operatorRecorder(principal, { action: `allowance.${name}`, objectId: walletId }, allowanceView);

  return [
    defineRoute({
      method: "post",
      path: "/v1/wallets/{id}/allowances",
      summary: "Give a wallet an allowance of the catalogue; given again, it goes on as it was, with 200",
      statuses: [201, 200],
      access: ["store"],
      body: namesAllowance,
      reply: allowanceSchema,
      handle: async ({ param, body, principal }) => {
        const terms = termsOf(await catalogs.current(), body.allowanceId);
        const { allowance, created } = await giveAllowance(
          pool,
          param("id"),
          terms,
          recorder(principal(), "give", param("id")),
        );
        return { status: created ? 201 : 200, body: allowanceView(allowance) };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/wallets/{id}/allowances",
      summary: "A wallet's allowances, ended ones too",
      access: ["store", "session"],
      query: z.strictObject(page),
      reply: listOf(allowanceSchema),
      handle: async ({ param, query, principal }) => {
        requireWallet(principal(), param("id"));
        const { id } = await readWallet(pool, param("id"));
        const allowances = (await listAllowances(pool, id)).map(allowanceView);
        return { status: 200, body: pageOf(allowances, query, ({ allowanceId }) => allowanceId) };
      },
    }),
    defineRoute({
      method: "delete",
      path: "/v1/wallets/{id}/allowances",
      summary: "End a wallet's allowance now; what is unused of it lapses or stays, by its rule",
      access: ["store"],
      body: namesAllowance,
      reply: allowanceSchema,
      handle: async ({ param, body, principal }) => {
        const record = recorder(principal(), "end", param("id"));
        return { status: 200, body: allowanceView(await endAllowance(pool, param("id"), body.allowanceId, record)) };
      },
    }),
  ];
}
