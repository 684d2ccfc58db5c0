import { z } from "zod";
import { InvariantError } from "../lib/errors.js";
import { explainFields } from "./openapiGlossary.js";

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = { [keyword: string]: unknown };

/** Turns zod schemas into JSON Schemas; those with an `id` in their `meta` become components and are referred to. */
export type SchemaWriter = {
  components: Record<string, JsonSchema>;
  /** What a client sends: unknown fields are refused. */
  request(schema: z.ZodType): JsonSchema;
  /** What a client gets: fields may be added later, so a client must not refuse unknown ones. */
  reply(schema: z.ZodType): JsonSchema;
};

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Rewrites every object in a schema, the inner ones first. */
function rewrite(schema: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return isObject(value) ? rewrite(value, change) : value;
  };
  return change(Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, inside(value)])));
}

/** Leaves out what says nothing: the bounds of every number, and the pattern of a format that has a name. */
function tidy({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.format !== undefined || jsonSchema.type === "integer") delete jsonSchema.pattern;
}

function referToComponents(part: JsonSchema): JsonSchema {
  if (typeof part.$ref !== "string") return part;
  return { ...part, $ref: part.$ref.replace("#/$defs/", "#/components/schemas/") };
}

function allowAdditions(part: JsonSchema): JsonSchema {
  if (part.additionalProperties !== false) return part;
  const { additionalProperties: _, ...open } = part;
  return open;
}

export function createSchemaWriter(): SchemaWriter {
  const components: SchemaWriter["components"] = {};

  function keep(name: string, component: JsonSchema, io: "input" | "output"): void {
    const known = components[name];
    const open = JSON.stringify(rewrite(component, allowAdditions));
    if (known !== undefined && JSON.stringify(rewrite(known, allowAdditions)) !== open) {
      throw new InvariantError(`Two schemas of the API are called ${name}.`);
    }
    // What is both sent and answered keeps the stricter form of what is sent.
    if (known === undefined || io === "input") components[name] = component;
  }

  function write(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { io, override: tidy }) as JsonSchema;
    const finish = (part: JsonSchema, name?: string): JsonSchema => {
      const referring = rewrite(part, referToComponents);
      return explainFields(io === "input" ? referring : rewrite(referring, allowAdditions), name);
    };
    for (const [name, definition] of Object.entries($defs as Record<string, JsonSchema>)) {
      keep(name, finish(definition, name), io);
    }
    return finish(own);
  }

  return {
    components,
    request: (schema) => write(schema, "input"),
    reply: (schema) => write(schema, "output"),
  };
}
