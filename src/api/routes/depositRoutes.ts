import { z } from "zod";
import { readDeposit } from "../../deposits/deposit.js";
import { findDeposits } from "../../deposits/findDeposits.js";
import { retryDeposit } from "../../deposits/retryDeposit.js";
import { badCursor, toPage } from "../../ledger/page.js";
import { findRefundRequest } from "../../ledger/refundRequest.js";
import { isId } from "../../lib/ids.js";
import type { AppDependencies } from "../appDependencies.js";
import { creditingOf } from "../creditingOf.js";
import { listOf, network, page, text, time } from "../fields.js";
import { requireDepositId } from "../requireDepositId.js";
import { retryStuckDeposits } from "../retryStuckDeposits.js";
import { defineRoute, type Route } from "../route.js";
import { depositSchema, depositStatus, depositView, stuckReason } from "../views/depositView.js";
import { refundRequestSchema, refundRequestView } from "../views/refundRequestView.js";
import { outcome, retrySchema, retryView } from "../views/retryView.js";

const depositWithHistorySchema = depositSchema
  .extend({
    history: z.array(
      z.strictObject({ at: time, status: depositStatus, detail: z.string(), clientId: z.string().nullable() }),
    ),
    /** Where its buyer gave the purchase back: what is to be paid, or was. */
    refundRequest: refundRequestSchema.nullable(),
  })
  .meta({ id: "DepositWithHistory" });

const bulkRetrySchema = z
  .strictObject({
    count: z.int(),
    credited: z.int(),
    /** Younger ones that the same filter names. */
    left: z.int(),
    /** To go on with them: null when none are left. */
    nextCursor: z.string().nullable(),
    results: z.array(z.strictObject({ id: z.string(), outcome, explanation: z.string() })),
  })
  .meta({ id: "BulkRetry" });

export function depositRoutes({ pool, prisma, chains, catalogs, settings }: AppDependencies): Route[] {
  const crediting = creditingOf({ pool, chains, catalogs, settings });

  return [
    defineRoute({
      method: "get",
      path: "/v1/deposits",
      summary: "Deposits, newest first, by status, network and reason, or by what they belong to",
      access: ["operator"],
      query: z.strictObject({
        ...page,
        status: depositStatus.optional(),
        network: network.optional(),
        reason: stuckReason.optional(),
        /** A deposit, transaction, address on either side, checkout, or wallet (its id or the shop's own). */
        search: text(100).optional(),
      }),
      reply: listOf(depositSchema),
      handle: async ({ query }) => {
        if (query.cursor !== undefined && !isId("dep", query.cursor)) throw badCursor();
        const { limit, cursor, ...filter } = query;
        const read = await findDeposits(pool, filter, limit + 1, cursor);
        const { data, nextCursor } = toPage(read, limit, ({ id }) => id);
        return { status: 200, body: { data: data.map(depositView), nextCursor } };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/deposits/{id}",
      summary: "A deposit with what happened to it and what to do about it",
      access: ["operator"],
      reply: depositWithHistorySchema,
      handle: async ({ param }) => {
        const deposit = await readDeposit(pool, requireDepositId(param("id")));
        const lines = await prisma.depositHistory.findMany({
          where: { depositId: deposit.id },
          orderBy: { position: "asc" },
        });
        const history = lines.map(({ at, status, detail, clientId }) => ({
          at: at.toISOString(),
          status: depositStatus.parse(status),
          detail,
          clientId,
        }));
        const request = await findRefundRequest(pool, deposit);
        const refundRequest = request === null ? null : refundRequestView(request);
        return { status: 200, body: { ...depositView(deposit), history, refundRequest } };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/deposits/{id}/retry",
      summary: "Check a stuck deposit on its chain again and credit it once; with dryRun, say what would be done",
      refusals: ["deposit_not_retryable", "network_disabled"],
      access: ["operator"],
      body: z.strictObject({ note: text(1_000), dryRun: z.boolean().default(false) }),
      reply: retrySchema,
      handle: async ({ param, body, principal }) => {
        const request = { ...body, clientId: principal().clientId };
        return { status: 200, body: retryView(await retryDeposit(crediting, requireDepositId(param("id")), request)) };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/deposits/retry",
      summary:
        "Retry the stuck deposits of a reason or network, without a reason those that a retry can mend; oldest first, at most 200 at once",
      access: ["operator"],
      body: z.strictObject({
        status: z.literal("stuck"),
        reason: stuckReason.optional(),
        network: network.optional(),
        note: text(1_000),
        cursor: z.string().optional(),
      }),
      reply: bulkRetrySchema,
      handle: async ({ body, principal }) => {
        const { reason = null, note, cursor } = body;
        if (cursor !== undefined && !isId("dep", cursor)) throw badCursor();
        const filter = { reason, network: body.network ?? null, after: cursor ?? null };
        const { results, left } = await retryStuckDeposits(crediting, filter, { clientId: principal().clientId, note });
        const credited = results.filter((result) => result.outcome === "credited").length;
        const nextCursor = left === 0 ? null : (results.at(-1)?.id ?? null);
        return { status: 200, body: { count: results.length, credited, left, nextCursor, results } };
      },
    }),
  ];
}
