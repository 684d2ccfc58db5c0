import { z } from "zod";
import { listAudit } from "../../deposits/audit.js";
import { badCursor, toPage } from "../../ledger/page.js";
import { isId } from "../../lib/ids.js";
import type { AppDependencies } from "../appDependencies.js";
import { listOf, page, time } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const auditSchema = z
  .strictObject({
    id: z.string(),
    at: time,
    clientId: z.string(),
    /** The client's name; null for one that holds no key, such as the command line. */
    client: z.string().nullable(),
    action: z.string(),
    objectId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    note: z.string().nullable(),
  })
  .meta({ id: "AuditRecord" });

export function auditRoutes({ pool }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/audit",
      summary: "What operators did, newest first; with objectId, to one object",
      access: ["operator"],
      query: z.strictObject({ ...page, objectId: z.string().max(100).optional() }),
      reply: listOf(auditSchema),
      handle: async ({ query }) => {
        if (query.cursor !== undefined && !isId("aud", query.cursor)) throw badCursor();
        const read = await listAudit(pool, { ...query, limit: query.limit + 1 });
        const { data, nextCursor } = toPage(read, query.limit, ({ id }) => id);
        return {
          status: 200,
          body: { data: data.map((each) => ({ ...each, at: each.at.toISOString() })), nextCursor },
        };
      },
    }),
  ];
}
