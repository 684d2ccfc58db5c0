import { z } from "zod";
import { badCursor, toPage } from "../../ledger/page.js";
import { isId } from "../../lib/ids.js";
import { listDeliveries } from "../../webhooks/delivery.js";
import { readEndpoint } from "../../webhooks/endpoint.js";
import type { AppDependencies } from "../appDependencies.js";
import { ownerOf } from "../createSpending.js";
import { listOf, page } from "../fields.js";
import { defineRoute, type Route } from "../route.js";
import { deliveryState, webhookDeliverySchema, webhookDeliveryView } from "../views/webhookView.js";

export function webhookDeliveryRoutes({ pool }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/v1/webhook-endpoints/{id}/deliveries",
      summary: "What was delivered to an endpoint, is to be, or was given up, newest first, with every try",
      access: ["store"],
      refusals: ["not_found"],
      query: z.strictObject({ ...page, state: deliveryState.optional() }),
      reply: listOf(webhookDeliverySchema),
      handle: async ({ param, query, principal }) => {
        const { state = null, limit, cursor } = query;
        if (cursor !== undefined && !isId("dlv", cursor)) throw badCursor();
        const { id: endpointId } = await readEndpoint(pool, ownerOf(principal()), param("id"));
        const read = await listDeliveries(pool, { endpointId, state }, limit + 1, cursor ?? null);
        const { data, nextCursor } = toPage(read, limit, ({ id }) => id);
        return { status: 200, body: { data: data.map(webhookDeliveryView), nextCursor } };
      },
    }),
  ];
}
