import { z } from "zod";
import { badCursor, toPage } from "../../ledger/page.js";
import { isId } from "../../lib/ids.js";
import type { AppDependencies } from "../appDependencies.js";
import { listOf, page, time } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const clientSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    createdAt: time,
    /** Keys that are neither revoked nor expired. */
    keys: z.int(),
  })
  .meta({ id: "Client" });

/** The named clients that own keys. */
export function consoleClientRoutes({ prisma }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/clients",
      summary: "Clients, newest first, and how many keys each may use",
      access: ["operator"],
      query: z.strictObject(page),
      reply: listOf(clientSchema),
      handle: async ({ query }) => {
        const { limit, cursor } = query;
        if (cursor !== undefined && !isId("cli", cursor)) throw badCursor();
        const valid = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] };
        const rows = await prisma.client.findMany({
          ...(cursor === undefined ? {} : { where: { id: { lt: cursor } } }),
          include: { _count: { select: { keys: { where: valid } } } },
          orderBy: { id: "desc" },
          take: limit + 1,
        });
        const { data, nextCursor } = toPage(rows, limit, ({ id }) => id);
        const view = data.map(({ _count, createdAt, ...row }) => ({
          ...row,
          createdAt: createdAt.toISOString(),
          keys: _count.keys,
        }));
        return { status: 200, body: { data: view, nextCursor } };
      },
    }),
  ];
}
