/** Stands in for the types of the OpenAPI document until they are generated. */
export type paths = Record<string, never>;
