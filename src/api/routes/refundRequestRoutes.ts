import { z } from "zod";
import { badCursor, toPage } from "../../ledger/page.js";
import { listRefundRequests } from "../../ledger/refundRequest.js";
import { isId } from "../../lib/ids.js";
import type { AppDependencies } from "../appDependencies.js";
import { listOf, page } from "../fields.js";
import { defineRoute, type Route } from "../route.js";
import { refundRequestSchema, refundRequestStatus, refundRequestView } from "../views/refundRequestView.js";

export function refundRequestRoutes({ pool }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/refund-requests",
      summary:
        "Purchases that were given back, newest first: to be paid, paid, or dropped; pay by recording their deposit as refunded",
      access: ["operator"],
      query: z.strictObject({ ...page, status: refundRequestStatus.optional() }),
      reply: listOf(refundRequestSchema),
      handle: async ({ query: { limit, cursor, status } }) => {
        if (cursor !== undefined && !isId("rfd", cursor)) throw badCursor();
        const read = await listRefundRequests(pool, { limit: limit + 1, cursor, status });
        const { data, nextCursor } = toPage(read, limit, ({ id }) => id);
        return { status: 200, body: { data: data.map(refundRequestView), nextCursor } };
      },
    }),
  ];
}
