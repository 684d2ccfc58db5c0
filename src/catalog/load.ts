import { createHash } from "node:crypto";
import type { z } from "zod";
import { readDocument, refuseCatalog } from "./readDocument.js";
import { type Catalog, catalogSchema } from "./schema.js";

/**
 * Reads a catalogue from YAML (or JSON, which is YAML). Its version is made from its text: the same text has the same
 * version everywhere.
 * @throws CofferError `invalid_request` with `issues` [{path, message, line, column}], lines and columns from 1.
 */
export function loadCatalog(text: string): Catalog {
  const document = readDocument(text);
  const parsed = catalogSchema.safeParse(document.plain, { error: explainIssue });
  if (!parsed.success) {
    refuseCatalog(
      parsed.error.issues.flatMap((issue) => {
        const names = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
        return names.map((name) => {
          const path = name === undefined ? issue.path : [...issue.path, name];
          const message = name === undefined ? issue.message : "is not a field of a catalogue here";
          return { path: writePath(path), message, ...document.positionOf(path) };
        });
      }),
    );
  }
  return {
    ...parsed.data,
    version: `${parsed.data.id}-${createHash("sha256").update(text).digest("hex").slice(0, 12)}`,
  };
}

/** Words for what the schema has none for, and zod's own would not say what to write. */
function explainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return "is required";
  return issue.code === "invalid_key" ? issue.issues[0]?.message : undefined;
}

function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`))
    .join("");
}
