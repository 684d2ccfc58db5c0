import { z } from "zod";
import { transaction } from "../../db/transaction.js";
import { recordAudit } from "../../deposits/audit.js";
import { badCursor, toPage } from "../../ledger/page.js";
import { CofferError } from "../../lib/errors.js";
import { isId } from "../../lib/ids.js";
import type { AppDependencies } from "../appDependencies.js";
import { instant, listOf, page, text, time } from "../fields.js";
import { createKey } from "../keys.js";
import { ROLES } from "../principal.js";
import { defineRoute, type Route } from "../route.js";

const keySchema = z
  .strictObject({
    id: z.string(),
    role: z.enum(ROLES),
    client: z.string(),
    createdAt: time,
    expiresAt: time.nullable(),
    revokedAt: time.nullable(),
  })
  .meta({ id: "Key" });

type KeyRow = {
  id: string;
  role: string;
  client: { name: string };
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

function keyView({ id, role, client, createdAt, expiresAt, revokedAt }: KeyRow): z.output<typeof keySchema> {
  return {
    id,
    role: z.enum(ROLES).parse(role),
    client: client.name,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

function refuseExpiry(): never {
  const issues = [{ path: "expiresAt", message: "must be in the future" }];
  throw new CofferError("invalid_request", "expiresAt must be in the future.", { fields: { issues } });
}

export function keyRoutes({ pool, prisma }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/keys",
      summary: "Make a key for a client, which is made with its first key; the key is shown this once",
      statuses: [201],
      access: ["operator"],
      body: z.strictObject({ role: z.enum(ROLES), client: text(60), expiresAt: instant.optional() }),
      reply: keySchema.extend({ key: z.string() }).meta({ id: "NewKey" }),
      handle: async ({ body, principal }) => {
        if (body.expiresAt !== undefined && body.expiresAt <= new Date()) refuseExpiry();
        const { key, client, ...row } = await createKey(pool, body);
        const { clientId } = principal();
        const [before, after] = [null, { role: row.role, client }];
        await recordAudit(pool, { clientId, action: "key.create", objectId: row.id, before, after, note: "" });
        return { status: 201, body: { ...keyView({ ...row, client: { name: client }, revokedAt: null }), key } };
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
        const rows = await prisma.apiKey.findMany({
          where: query.cursor === undefined ? {} : { id: { lt: query.cursor } },
          include: { client: true },
          orderBy: { id: "desc" },
          take: query.limit + 1,
        });
        const { data, nextCursor } = toPage(rows, query.limit, ({ id }) => id);
        return { status: 200, body: { data: data.map(keyView), nextCursor } };
      },
    }),
    defineRoute({
      method: "delete",
      path: "/v1/keys/{id}",
      summary: "Revoke a key: refused everywhere within 5 seconds",
      access: ["operator"],
      reply: keySchema,
      handle: async ({ param, principal }) => {
        const id = param("id");
        if (!isId("key", id)) throw new CofferError("not_found", "There is no such key.");
        await transaction(pool, async (sql) => {
          const { rowCount } = await sql.query(
            "UPDATE api_keys SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL",
            [id],
          );
          if (rowCount === 0) return;
          const { clientId } = principal();
          const [before, after] = [{ revoked: false }, { revoked: true }];
          await recordAudit(sql, { clientId, action: "key.revoke", objectId: id, before, after, note: "" });
        });
        const row = await prisma.apiKey.findUnique({ where: { id }, include: { client: true } });
        if (row === null) throw new CofferError("not_found", "There is no such key.");
        return { status: 200, body: keyView(row) };
      },
    }),
  ];
}
