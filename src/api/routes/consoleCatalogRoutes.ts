import { z } from "zod";
import { findContradictions } from "../../catalog/contradictions.js";
import { disclosureOf } from "../../catalog/disclosure.js";
import { CofferError } from "../../lib/errors.js";
import type { AppDependencies } from "../appDependencies.js";
import { time } from "../fields.js";
import { defineRoute, type Route } from "../route.js";

const issueSchema = z.object({ path: z.string(), message: z.string(), line: z.int(), column: z.int() });

const checkSchema = z
  .strictObject({
    /** Whether it can be put into force. */
    ok: z.boolean(),
    /** The version that it would have; null where it can't be read. */
    version: z.string().nullable(),
    issues: z.array(issueSchema),
    /** The fair-pricing points, as buyers would be told them; empty where it can't be read. */
    disclosure: z.array(z.strictObject({ point: z.string(), ok: z.boolean(), why: z.string() })),
  })
  .meta({ id: "CatalogCheck" });

const sourceSchema = z
  .strictObject({ version: z.string(), position: z.int(), publishedAt: time, source: z.string() })
  .meta({ id: "CatalogSource" });

function checkText(text: string): z.output<typeof checkSchema> {
  try {
    const { catalog, issues } = findContradictions(text);
    return { ok: issues.length === 0, version: catalog.version, issues, disclosure: disclosureOf(catalog) };
  } catch (error) {
    // A text that is no catalogue is what a check is there to find.
    if (!(error instanceof CofferError) || error.code !== "invalid_request") throw error;
    const issues = z.array(issueSchema).parse(error.fields.issues);
    return { ok: false, version: null, issues, disclosure: [] };
  }
}

/** What an operator looks at before publishing a catalogue. */
export function consoleCatalogRoutes({ prisma }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/catalog/check",
      summary: "Check a catalogue as publishing would, without publishing it",
      access: ["operator"],
      bodyLimit: "4mb",
      textTypes: ["application/yaml", "application/x-yaml", "text/yaml", "application/json"],
      body: z.string(),
      reply: checkSchema,
      handle: async ({ body }) => ({ status: 200, body: checkText(body) }),
    }),
    defineRoute({
      method: "get",
      path: "/v1/catalog/versions/{version}",
      summary: "The text of a catalogue that was ever in force",
      access: ["operator"],
      reply: sourceSchema,
      handle: async ({ param }) => {
        const row = await prisma.catalogVersion.findUnique({ where: { version: param("version") } });
        if (row === null) throw new CofferError("not_found", "There is no such version of the catalogue.");
        const { version, position, createdAt, source } = row;
        return { status: 200, body: { version, position, publishedAt: createdAt.toISOString(), source } };
      },
    }),
  ];
}
