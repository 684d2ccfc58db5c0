import { TERMS } from "./openapiTerms.js";

type JsonSchema = { [keyword: string]: unknown };

/** Writes what is known of each field beside it, in this schema and those inside it; what a schema says itself stays. */
export function explainFields(schema: JsonSchema, component?: string): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === "properties") return [keyword, explainProperties(value as Record<string, JsonSchema>, component)];
      if (Array.isArray(value)) return [keyword, value.map((each) => (isSchema(each) ? explainFields(each) : each))];
      return [keyword, isSchema(value) ? explainFields(value) : value];
    }),
  );
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function explainProperties(properties: Record<string, JsonSchema>, component: string | undefined) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const description = property.description ?? TERMS[`${component}.${name}`] ?? TERMS[name];
      return [name, explainFields(description === undefined ? property : { description, ...property })];
    }),
  );
}
