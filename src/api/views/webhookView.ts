import { z } from "zod";
import type { Delivery } from "../../webhooks/delivery.js";
import type { Endpoint } from "../../webhooks/endpoint.js";
import { time } from "../fields.js";
import { eventType } from "./eventView.js";

export const webhookEndpointSchema = z
  .strictObject({
    id: z.string(),
    /** The name of the client that it belongs to. */
    client: z.string(),
    url: z.string(),
    events: z.array(eventType),
    /** After a rotation, until when the secret before it signs as well. */
    previousSecretUntil: time.nullable(),
    /** A disabled endpoint is told nothing until it is enabled. */
    disabledAt: time.nullable(),
    disabledReason: z.string().nullable(),
    createdAt: time,
  })
  .meta({ id: "WebhookEndpoint" });

/** An endpoint with its secret, which is shown this once. */
export const newWebhookEndpointSchema = webhookEndpointSchema
  .extend({ secret: z.string() })
  .meta({ id: "NewWebhookEndpoint" });

export type WebhookEndpointView = z.output<typeof webhookEndpointSchema>;

export function webhookEndpointView(endpoint: Endpoint): WebhookEndpointView {
  const { id, client, url, events, previousUntil, disabledAt, disabledReason, createdAt } = endpoint;
  const overlaps = previousUntil !== null && previousUntil > new Date();
  return {
    ...{ id, client, url, events },
    previousSecretUntil: overlaps ? previousUntil.toISOString() : null,
    disabledAt: disabledAt?.toISOString() ?? null,
    disabledReason,
    createdAt: createdAt.toISOString(),
  };
}

export const deliveryState = z.enum(["pending", "delivered", "failed"]);

export const webhookDeliverySchema = z
  .strictObject({
    id: z.string(),
    endpointId: z.string(),
    eventId: z.string(),
    eventType,
    state: deliveryState,
    /** Tries since it was last asked for; there are at most ten. */
    attempts: z.int(),
    nextAttemptAt: time.nullable(),
    /** Why it was given up. */
    failure: z.string().nullable(),
    /** Every try, oldest first: the status that came back, or why none did. */
    tries: z.array(
      z.strictObject({ at: time, status: z.int().nullable(), error: z.string().nullable(), latencyMs: z.int() }),
    ),
    createdAt: time,
    endedAt: time.nullable(),
  })
  .meta({ id: "WebhookDelivery" });

export type WebhookDeliveryView = z.output<typeof webhookDeliverySchema>;

export function webhookDeliveryView(delivery: Delivery): WebhookDeliveryView {
  const { nextAttemptAt, createdAt, endedAt, ...rest } = delivery;
  return {
    ...rest,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
