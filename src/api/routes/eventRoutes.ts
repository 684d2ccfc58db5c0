import { z } from "zod";
import { badCursor, toPage } from "../../ledger/page.js";
import { isId } from "../../lib/ids.js";
import type { Delivery } from "../../webhooks/delivery.js";
import { listEvents } from "../../webhooks/event.js";
import { redeliver } from "../../webhooks/redeliver.js";
import type { AppDependencies } from "../appDependencies.js";
import { ownerOf } from "../createSpending.js";
import { listOf, page, text } from "../fields.js";
import { operatorRecorder } from "../operatorRecorder.js";
import { defineRoute, type Route } from "../route.js";
import { eventSchema, eventType, eventViews } from "../views/eventView.js";
import { webhookDeliverySchema, webhookDeliveryView } from "../views/webhookView.js";

export function eventRoutes({ pool, settings }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/events",
      summary: "What happened, newest first, by type and object where asked",
      access: ["store"],
      query: z.strictObject({ ...page, type: eventType.optional(), objectId: text(60).optional() }),
      reply: listOf(eventSchema),
      handle: async ({ query }) => {
        const { type = null, objectId = null, limit, cursor } = query;
        if (cursor !== undefined && !isId("evt", cursor)) throw badCursor();
        const read = await listEvents(pool, { type, objectId }, limit + 1, cursor ?? null);
        const { data, nextCursor } = toPage(read, limit, ({ id }) => id);
        return { status: 200, body: { data: await eventViews(pool, settings, data), nextCursor } };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/events/{id}/redeliver",
      summary: "Deliver an event again, with all its tries, to this client's endpoints that want its type",
      access: ["store"],
      refusals: ["not_found"],
      reply: listOf(webhookDeliverySchema),
      handle: async ({ param, principal }) => {
        const act = { action: "event.redeliver", objectId: param("id") };
        const record = operatorRecorder<Delivery[]>(principal(), act, (deliveries) => ({
          endpoints: deliveries.map(({ endpointId }) => endpointId),
        }));
        const deliveries = await redeliver(pool, ownerOf(principal()), param("id"), record);
        return { status: 200, body: { data: deliveries.map(webhookDeliveryView), nextCursor: null } };
      },
    }),
  ];
}
