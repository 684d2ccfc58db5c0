import { z } from "zod";
import { badCursor, toPage } from "../../ledger/page.js";
import { CofferError } from "../../lib/errors.js";
import { isId } from "../../lib/ids.js";
import { instantSchema } from "../../lib/instant.js";
import type { AppDependencies } from "../appDependencies.js";
import { OVERLAP_MAX_SECONDS, revokeKey, rotateKey } from "../changeKeys.js";
import { listOf, page, text, time } from "../fields.js";
import { type ApiKey, issueKey, listKeys } from "../keys.js";
import { ROLES } from "../principal.js";
import { defineRoute, type Route } from "../route.js";

const requestsPerMinute = z.int().min(1).max(1_000_000);

const keySchema = z
  .strictObject({
    id: z.string(),
    role: z.enum(ROLES),
    client: z.string(),
    createdAt: time,
    expiresAt: time.nullable(),
    revokedAt: time.nullable(),
    requestsPerMinute: requestsPerMinute.nullable().describe("How often it may call; null: as often as it likes."),
    readOnly: z.boolean().describe("Whether it may call only what changes nothing."),
  })
  .meta({ id: "Key" });

const newKeySchema = keySchema
  .extend({ key: z.string().describe("The key itself: shown here and never again.") })
  .meta({ id: "NewKey" });

function keyView({ id, role, client, createdAt, expiresAt, revokedAt, ...limits }: ApiKey): z.output<typeof keySchema> {
  return {
    ...{ id, role, client },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    ...{ requestsPerMinute: limits.requestsPerMinute, readOnly: limits.readOnly },
  };
}

function refuseExpiry(): never {
  const issues = [{ path: "expiresAt", message: "must be in the future" }];
  throw new CofferError("invalid_request", "expiresAt must be in the future.", { fields: { issues } });
}

function requireKeyId(id: string): string {
  if (isId("key", id)) return id;
  throw new CofferError("not_found", "There is no such key.");
}

export function keyRoutes({ pool }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/keys",
      summary: "Make a key for a client, which is made with its first key; the key is shown this once",
      statuses: [201],
      access: ["operator"],
      body: z.strictObject({
        role: z.enum(ROLES),
        client: text(60),
        expiresAt: instantSchema.optional(),
        requestsPerMinute: requestsPerMinute.optional(),
        readOnly: z.boolean().optional(),
      }),
      reply: newKeySchema,
      handle: async ({ body, principal }) => {
        if (body.expiresAt !== undefined && body.expiresAt <= new Date()) refuseExpiry();
        const made = await issueKey(pool, body, principal().clientId);
        return { status: 201, body: { ...keyView(made), key: made.key } };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/keys",
      summary: "Keys, newest first, without what they are",
      access: ["operator"],
      query: z.strictObject(page),
      reply: listOf(keySchema),
      handle: async ({ query }) => {
        if (query.cursor !== undefined && !isId("key", query.cursor)) throw badCursor();
        const rows = await listKeys(pool, query.limit + 1, query.cursor);
        const { data, nextCursor } = toPage(rows, query.limit, ({ id }) => id);
        return { status: 200, body: { data: data.map(keyView), nextCursor } };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/keys/{id}/rotate",
      summary: "Make a key like this one for its client; this one works on for the overlap, then expires",
      statuses: [201],
      refusals: ["key_not_active"],
      access: ["operator"],
      body: z.strictObject({ overlapSeconds: z.int().min(0).max(OVERLAP_MAX_SECONDS) }),
      reply: newKeySchema,
      handle: async ({ param, body, principal }) => {
        const by = principal().clientId;
        const made = await rotateKey(pool, requireKeyId(param("id")), { ...body, by });
        return { status: 201, body: { ...keyView(made), key: made.key } };
      },
    }),
    defineRoute({
      method: "delete",
      path: "/v1/keys/{id}",
      summary: "Revoke a key and the sessions that it opened: refused everywhere within 5 seconds",
      access: ["operator"],
      reply: keySchema,
      handle: async ({ param, principal }) => {
        const revoked = await revokeKey(pool, requireKeyId(param("id")), principal().clientId);
        return { status: 200, body: keyView(revoked) };
      },
    }),
  ];
}
