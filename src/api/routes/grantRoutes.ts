import { z } from "zod";
import type { Sql } from "../../db/sql.js";
import { GIVEN_PRIORITY } from "../../ledger/grant.js";
import { withIdempotency } from "../../ledger/idempotency.js";
import { listGrants } from "../../ledger/listGrants.js";
import { postGrants } from "../../ledger/postGrants.js";
import { readWallet } from "../../ledger/readWallet.js";
import { CofferError } from "../../lib/errors.js";
import { instantSchema } from "../../lib/instant.js";
import { amountSchema } from "../../lib/money.js";
import type { AppDependencies } from "../appDependencies.js";
import { listOf, page, text } from "../fields.js";
import { operatorRecorder } from "../operatorRecorder.js";
import { requireWallet } from "../principal.js";
import { readPaid } from "../readPaid.js";
import { replyOf } from "../replyOf.js";
import { defineRoute, type Route } from "../route.js";
import { type GrantView, grantSchema, grantView } from "../views/grantView.js";

const newGrantSchema = z
  .strictObject({
    credits: amountSchema,
    kind: z.enum(["promotional", "included"]),
    expiresAt: instantSchema.optional(),
    priority: z.int().min(0).max(1_000).optional(),
    reason: text(400),
  })
  .meta({ id: "NewGrant" });

async function give(sql: Sql, walletId: string, body: z.output<typeof newGrantSchema>): Promise<GrantView> {
  const { credits, kind, reason, expiresAt = null, priority = GIVEN_PRIORITY[kind] } = body;
  const { rows } = await sql.query<{ now: Date }>("SELECT store_now() AS now");
  if (expiresAt !== null && expiresAt <= (rows[0]?.now ?? new Date())) {
    const issues = [{ path: "expiresAt", message: "must be in the future" }];
    throw new CofferError("invalid_request", "expiresAt must be in the future.", { fields: { issues } });
  }
  const [grant] = await postGrants(sql, {
    walletId,
    depositId: null,
    checkoutId: null,
    grants: [{ kind, credits, priority, expiresAt, costUsdt: 0n, reason }],
  });
  if (grant === undefined) throw new CofferError("internal", "The ledger posted no grant.");
  return grantView(grant, new Map());
}

export function grantRoutes({ pool }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/wallets/{id}/grants",
      summary: "A wallet's lots of credits, newest first, exhausted and expired ones too",
      access: ["store", "session"],
      query: z.strictObject(page),
      reply: listOf(grantSchema),
      handle: async ({ param, query, principal }) => {
        requireWallet(principal(), param("id"));
        const { id } = await readWallet(pool, param("id"));
        const { data, nextCursor } = await listGrants(pool, id, query);
        const paid = await readPaid(pool, data);
        return { status: 200, body: { data: data.map((grant) => grantView(grant, paid)), nextCursor } };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/wallets/{id}/grants",
      summary: "Give credits: a promotion, or those that a plan includes",
      statuses: [201],
      access: ["store"],
      movesValue: true,
      body: newGrantSchema,
      reply: grantSchema,
      handle: async ({ param, body, caller, principal }) => {
        const walletId = param("id");
        const act = { action: "grant.give", objectId: walletId };
        const record = operatorRecorder<GrantView>(principal(), act, (grant) => grant);
        const outcome = await withIdempotency(pool, { ...caller(), walletId }, async (sql) => {
          const grant = await give(sql, walletId, body);
          await record(sql, null, grant);
          return { status: 201, answer: grant };
        });
        return replyOf(outcome, (grant) => grant);
      },
    }),
  ];
}
