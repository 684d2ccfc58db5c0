import { z } from "zod";
import { requireConsistent } from "../../catalog/contradictions.js";
import { recordAudit } from "../../deposits/audit.js";
import { badCursor, toPage } from "../../ledger/page.js";
import { CofferError } from "../../lib/errors.js";
import type { AppDependencies } from "../appDependencies.js";
import { listOf, page, text, time } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const versionSchema = z
  .strictObject({
    version: z.string(),
    /** Counts the versions in the order in which they came into force. */
    position: z.int(),
    publishedAt: time,
    inForce: z.boolean(),
  })
  .meta({ id: "CatalogVersion" });

type VersionRow = { version: string; position: number; createdAt: Date };

const COLUMNS = { version: true, position: true, createdAt: true } as const;

function versionView({ version, position, createdAt }: VersionRow, inForce: string): z.output<typeof versionSchema> {
  return { version, position, publishedAt: createdAt.toISOString(), inForce: version === inForce };
}

function positionOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  throw badCursor();
}

export function catalogVersionRoutes({ prisma, catalogs }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/catalog",
      summary: "Put a new catalogue into force; the one that is in force already answers 200",
      statuses: [201, 200],
      access: ["operator"],
      bodyLimit: "4mb",
      textTypes: ["application/yaml", "application/x-yaml", "text/yaml", "application/json"],
      query: z.strictObject({ note: text(1_000).optional() }),
      body: z.string(),
      reply: versionSchema,
      handle: async ({ body, query, principal }) => {
        requireConsistent(body);
        const { clientId } = principal();
        const { catalog, published } = await catalogs.publish(body, (sql, version, before) =>
          recordAudit(sql, {
            clientId,
            action: "catalog.publish",
            objectId: version,
            before: { version: before },
            after: { version },
            note: query.note ?? "",
          }),
        );
        const { version } = catalog;
        const inForce = published ? version : (await catalogs.current()).version;
        if (!published && version !== inForce) {
          const message = `is that of version ${version}, which was in force before; change it, if only a comment, to return to it`;
          throw new CofferError("invalid_request", `This text ${message}.`, {
            fields: { issues: [{ path: "", message }] },
          });
        }
        const row = await prisma.catalogVersion.findUniqueOrThrow({ where: { version }, select: COLUMNS });
        return { status: published ? 201 : 200, body: versionView(row, inForce) };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/catalog/versions",
      summary: "Every catalogue that was ever in force, newest first",
      access: ["operator"],
      query: z.strictObject(page),
      reply: listOf(versionSchema),
      handle: async ({ query }) => {
        const before = positionOf(query.cursor);
        const rows = await prisma.catalogVersion.findMany({
          select: COLUMNS,
          ...(before === undefined ? {} : { where: { position: { lt: before } } }),
          orderBy: { position: "desc" },
          take: query.limit + 1,
        });
        const { data, nextCursor } = toPage(rows, query.limit, ({ position }) => String(position));
        const newest = await prisma.catalogVersion.findFirst({ select: COLUMNS, orderBy: { position: "desc" } });
        return { status: 200, body: { data: data.map((row) => versionView(row, newest?.version ?? "")), nextCursor } };
      },
    }),
  ];
}
