import type { ErrorCode } from "../lib/errors.js";
import { refusalsOf } from "./openapiRefusals.js";
import type { JsonSchema, SchemaWriter } from "./openapiSchemas.js";
import { TERMS } from "./openapiTerms.js";
import { PROBLEMS } from "./problem.js";
import type { Route } from "./route.js";

const IDEMPOTENCY_KEY = { $ref: "#/components/parameters/IdempotencyKey" };
const REQUEST_ID = { "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
const REPLAYED = { "Idempotency-Replayed": { $ref: "#/components/headers/IdempotencyReplayed" } };
const RETRY_AFTER = { "Retry-After": { $ref: "#/components/headers/RetryAfter" } };

function parametersOf(route: Route, query: JsonSchema): unknown[] {
  const required = (query.required ?? []) as string[];
  const ofPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    description: TERMS[name] ?? `The ${name}.`,
    required: true,
    schema: name === "network" ? { enum: ["tron", "ethereum"], type: "string" } : { type: "string" },
  }));
  const ofQuery = Object.entries((query.properties ?? {}) as Record<string, JsonSchema>).map(
    ([name, { description, ...schema }]) => ({
      name,
      in: "query",
      ...(description === undefined ? {} : { description }),
      required: required.includes(name),
      schema,
    }),
  );
  return [...ofPath, ...ofQuery, ...(route.movesValue ? [IDEMPOTENCY_KEY] : [])];
}

function requestBodyOf({ textTypes }: Route, body: JsonSchema): JsonSchema {
  if (textTypes.length > 0) {
    return {
      required: true,
      content: Object.fromEntries(textTypes.map((type) => [type, { schema: textSchema(type) }])),
    };
  }
  if (body.$ref === undefined && Object.keys(body.properties ?? {}).length === 0) return {};
  return { required: true, content: { "application/json": { schema: body } } };
}

/** What is read as one text is whatever its media type says: for JSON, an object. */
function textSchema(mediaType: string): JsonSchema {
  return { type: mediaType.endsWith("json") ? "object" : "string" };
}

function successesOf({ mediaTypes, movesValue, statuses }: Route, reply: JsonSchema): Record<string, JsonSchema> {
  const content = Object.fromEntries(
    mediaTypes.map((type) => [type, { schema: type === "application/json" ? reply : { type: "string" } }]),
  );
  const description: Record<number, string> = {
    200: statuses.includes(201) ? "It was there before." : "Done.",
    201: "Created.",
    503: "Not ready.",
  };
  const headers = { ...REQUEST_ID, ...(movesValue ? REPLAYED : {}) };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: description[status] ?? "The answer.", headers, content }]),
  );
}

/** The answer to a call that is refused with one of these codes, which share a status. */
function refusalOf(codes: ErrorCode[], problems: ReadonlyMap<ErrorCode, JsonSchema>): JsonSchema {
  const status = Math.max(...codes.map((code) => PROBLEMS[code].status));
  const schemas = codes.map((code) => problems.get(code));
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(" "),
    headers: {
      ...REQUEST_ID,
      ...(status === 402 || status === 409 ? REPLAYED : {}),
      ...(status === 429 || status === 503 ? RETRY_AFTER : {}),
    },
    content: { "application/problem+json": { schema: schemas.length === 1 ? schemas[0] : { oneOf: schemas } } },
  };
}

/** Components for the answers that are the same everywhere: those of a status that stands for one code. */
export function commonRefusals(problems: ReadonlyMap<ErrorCode, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries([...problems.keys()].map((code) => [code, refusalOf([code], problems)]));
}

function refusalsByStatus(route: Route, problems: ReadonlyMap<ErrorCode, JsonSchema>): Record<string, JsonSchema> {
  const codes = refusalsOf(route);
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort((left, right) => left - right);
  return Object.fromEntries(
    statuses.map((status) => {
      const [code, ...others] = codes.filter((each) => PROBLEMS[each].status === status) as [ErrorCode, ...ErrorCode[]];
      const isAlone = others.length === 0 && !route.statuses.includes(status);
      return [status, isAlone ? { $ref: `#/components/responses/${code}` } : refusalOf([code, ...others], problems)];
    }),
  );
}

/** A status can come as a reply and as a problem, such as a store that is not ready and one without its database. */
function mergeResponses(replies: Record<string, JsonSchema>, refusals: Record<string, JsonSchema>) {
  const both = Object.entries(refusals).map(([status, refusal]) => {
    const reply = replies[status];
    if (reply === undefined) return [status, refusal];
    return [
      status,
      {
        description: `${reply.description} ${refusal.description}`,
        headers: { ...(reply.headers as JsonSchema), ...(refusal.headers as JsonSchema) },
        content: { ...(reply.content as JsonSchema), ...(refusal.content as JsonSchema) },
      },
    ];
  });
  return { ...replies, ...Object.fromEntries(both) };
}

/** Who may call, as OpenAPI says it: any one of these; the names in the arrays are the roles of a key. */
function securityOf({ access }: Route): JsonSchema[] {
  const roles = ["store", "service", "operator"] as const;
  const named = access === "anyone" ? roles : roles.filter((role) => role === "operator" || access.includes(role));
  return [
    ...(access === "anyone" ? [{}] : []),
    ...named.map((role) => ({ key: [role] })),
    ...(access === "anyone" || access.includes("session") ? [{ session: [] }] : []),
    { console: [] },
  ];
}

/** `GET /v1/wallets/{id}/entries` → `getWalletsIdEntries`. */
function operationIdOf({ method, path }: Route): string {
  const words = path.replace(/^\/v1\//, "").match(/[A-Za-z0-9]+/g) ?? [];
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/**
 * A route as an OpenAPI operation.
 * @param problems a reference to the schema of each code's problem.
 */
export function operationOf(
  route: Route,
  { tag, schemas, problems }: { tag: string; schemas: SchemaWriter; problems: ReadonlyMap<ErrorCode, JsonSchema> },
): JsonSchema {
  const body = route.method === "get" ? {} : requestBodyOf(route, schemas.request(route.describedBody));
  return {
    operationId: operationIdOf(route),
    tags: [tag],
    summary: route.summary,
    security: securityOf(route),
    parameters: parametersOf(route, schemas.request(route.query)),
    ...(Object.keys(body).length === 0 ? {} : { requestBody: body }),
    responses: mergeResponses(successesOf(route, schemas.reply(route.reply)), refusalsByStatus(route, problems)),
  };
}
