import { z } from "zod";
import { badCursor, toPage } from "../../ledger/page.js";
import { CofferError } from "../../lib/errors.js";
import { isId, newId } from "../../lib/ids.js";
import { createEndpoint, deleteEndpoint, enableEndpoint, rotateSecret } from "../../webhooks/changeEndpoint.js";
import { type Endpoint, listEndpoints, readEndpoint } from "../../webhooks/endpoint.js";
import { secretOf } from "../../webhooks/secret.js";
import type { AppDependencies } from "../appDependencies.js";
import { ownerOf } from "../createSpending.js";
import { listOf, page } from "../fields.js";
import { operatorRecorder } from "../operatorRecorder.js";
import type { Principal } from "../principal.js";
import { defineRoute, type Route } from "../route.js";
import { eventType } from "../views/eventView.js";
import { newWebhookEndpointSchema, webhookEndpointSchema, webhookEndpointView } from "../views/webhookView.js";
import { webhookUrl } from "../webhookUrl.js";

/** For so long both secrets sign after a rotation, unless it says otherwise: a day and, at most, a month. */
const OVERLAP_SECONDS = 86_400;
const OVERLAP_SECONDS_MAX = 30 * 86_400;

/** Endpoints belong to clients; an operator's key has one too. */
function clientOf(principal: Principal): string {
  if (principal.kind === "key") return principal.clientId;
  throw new CofferError("forbidden", "A wallet's session has no webhook endpoints.");
}

export function webhookEndpointRoutes({ pool, settings, webhookKey }: AppDependencies): Route[] {
  const url = webhookUrl({ plainHttp: settings.developmentChains, allowHosts: settings.webhookAllowHosts });
  const withSecret = (endpoint: Endpoint) => ({
    ...webhookEndpointView(endpoint),
    secret: secretOf(webhookKey, endpoint.seed),
  });

  const recorder = (principal: Principal, name: string, objectId: string) =>
    operatorRecorder(principal, { action: `webhook_endpoint.${name}`, objectId }, webhookEndpointView);

  return [
    defineRoute({
      method: "post",
      path: "/v1/webhook-endpoints",
      summary: "Be told of events at a URL; the secret that signs is shown this once",
      access: ["store"],
      statuses: [201],
      refusals: ["rate_limited"],
      body: z.strictObject({ url, events: z.array(eventType).min(1).max(50) }).meta({ id: "NewWebhook" }),
      reply: newWebhookEndpointSchema,
      handle: async ({ body, principal }) => {
        const clientId = clientOf(principal());
        const id = newId("whe");
        const record = recorder(principal(), "create", id);
        return { status: 201, body: withSecret(await createEndpoint(pool, { id, clientId, ...body }, record)) };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/webhook-endpoints",
      summary: "This client's webhook endpoints, newest first; an operator sees every client's",
      access: ["store"],
      query: z.strictObject(page),
      reply: listOf(webhookEndpointSchema),
      handle: async ({ query, principal }) => {
        const { limit, cursor } = query;
        if (cursor !== undefined && !isId("whe", cursor)) throw badCursor();
        const read = await listEndpoints(pool, ownerOf(principal()), limit + 1, cursor ?? null);
        const { data, nextCursor } = toPage(read, limit, ({ id }) => id);
        return { status: 200, body: { data: data.map(webhookEndpointView), nextCursor } };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/webhook-endpoints/{id}",
      summary: "A webhook endpoint",
      access: ["store"],
      refusals: ["not_found"],
      reply: webhookEndpointSchema,
      handle: async ({ param, principal }) => ({
        status: 200,
        body: webhookEndpointView(await readEndpoint(pool, ownerOf(principal()), param("id"))),
      }),
    }),
    defineRoute({
      method: "delete",
      path: "/v1/webhook-endpoints/{id}",
      summary: "Delete a webhook endpoint and its deliveries",
      access: ["store"],
      refusals: ["not_found"],
      reply: webhookEndpointSchema,
      handle: async ({ param, principal }) => {
        const record = recorder(principal(), "delete", param("id"));
        const deleted = await deleteEndpoint(pool, ownerOf(principal()), param("id"), record);
        return { status: 200, body: webhookEndpointView(deleted) };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/webhook-endpoints/{id}/rotate-secret",
      summary: "Give an endpoint a new secret, shown this once; both sign until the overlap is over",
      access: ["store"],
      refusals: ["not_found"],
      body: z.strictObject({ overlapSeconds: z.int().min(0).max(OVERLAP_SECONDS_MAX).default(OVERLAP_SECONDS) }),
      reply: newWebhookEndpointSchema,
      handle: async ({ param, body, principal }) => {
        const record = recorder(principal(), "rotate_secret", param("id"));
        const rotated = await rotateSecret(pool, ownerOf(principal()), param("id"), body.overlapSeconds, record);
        return { status: 200, body: withSecret(rotated) };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/webhook-endpoints/{id}/enable",
      summary: "Have an endpoint that answered 410 told again, of what happens from now on",
      access: ["store"],
      refusals: ["not_found"],
      reply: webhookEndpointSchema,
      handle: async ({ param, principal }) => {
        const record = recorder(principal(), "enable", param("id"));
        const enabled = await enableEndpoint(pool, ownerOf(principal()), param("id"), record);
        return { status: 200, body: webhookEndpointView(enabled) };
      },
    }),
  ];
}
