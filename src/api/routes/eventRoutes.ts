import { z } from "zod";
import { badCursor, toPage } from "../../ledger/page.js";
import { isId } from "../../lib/ids.js";
import { type Event, listEvents } from "../../webhooks/listEvents.js";
import type { AppDependencies } from "../appDependencies.js";
import { listOf, page, text, time } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const eventSchema = z
  .strictObject({
    id: z.string(),
    type: z.string(),
    objectId: z.string(),
    /** Counts the object's events from 1. */
    version: z.int(),
    createdAt: time,
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "Event" });

function eventView({ id, type, objectId, version, createdAt, payload }: Event): z.output<typeof eventSchema> {
  return { id, type, objectId, version: Number(version), createdAt: createdAt.toISOString(), data: payload };
}

export function eventRoutes({ pool }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/events",
      summary: "What happened, newest first, by type and object where asked",
      access: ["store"],
      query: z.strictObject({ ...page, type: text(60).optional(), objectId: text(60).optional() }),
      reply: listOf(eventSchema),
      handle: async ({ query }) => {
        const { type = null, objectId = null, limit, cursor } = query;
        if (cursor !== undefined && !isId("evt", cursor)) throw badCursor();
        const read = await listEvents(pool, { type, objectId }, limit + 1, cursor ?? null);
        const { data, nextCursor } = toPage(read, limit, ({ id }) => id);
        return { status: 200, body: { data: data.map(eventView), nextCursor } };
      },
    }),
  ];
}
