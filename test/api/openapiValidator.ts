import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect } from "vitest";
import { createOpenApiDocument } from "../../src/api/openapiDocument.js";
import type { Route } from "../../src/api/route.js";

type Answered = { status: number; headers: Headers; body: unknown };

/** The document with every object closed that does not say that it is open: in a test, an undocumented field is a fault. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, closed(each)]));
  const isShape = "properties" in value && "type" in value && value.type === "object";
  return isShape ? { additionalProperties: false, ...fields } : fields;
}

const pointer = (...parts: string[]) =>
  parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");

/** Finds the route of a request, whose path has something for each `{id}`. */
function createFindRoute(routes: readonly Route[]): (method: string, path: string) => Route | undefined {
  const known = routes.map((route) => ({
    route,
    path: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  }));
  return (method, path) => {
    const wanted = method.toLowerCase();
    return known.find((each) => each.route.method === wanted && each.path.test(path))?.route;
  };
}

/**
 * Holds answers against the OpenAPI document of `routes`: their status, media type, headers and every field.
 * @returns a check that fails the test where the document does not say what was answered.
 */
export function createOpenApiValidator(routes: readonly Route[]) {
  const document = createOpenApiDocument(routes);
  const findRoute = createFindRoute(routes);
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, discriminator: false });
  formats.default(ajv);
  ajv.addFormat("decimal", /^-?(0|[1-9]\d*)(\.\d{0,5}[1-9])?$/);
  ajv.addSchema(closed(document) as object, "openapi", undefined, false);

  function responseOf(route: Route, status: number): Record<string, unknown> | undefined {
    const responses = document.paths[route.path]?.[route.method]?.responses as Record<string, Record<string, unknown>>;
    return responses[String(status)];
  }

  function schemaPath(route: Route, status: number, mediaType: string): string {
    const { $ref } = responseOf(route, status) ?? {};
    const at =
      typeof $ref === "string" ? $ref : `#/${pointer("paths", route.path, route.method, "responses", String(status))}`;
    return `openapi${at}/${pointer("content", mediaType, "schema")}`;
  }

  const explain = (validate: ValidateFunction) =>
    validate.errors?.map(({ instancePath, message, params }) => ({ instancePath, message, params }));

  return function check(method: string, path: string, { status, headers, body }: Answered): void {
    const route = findRoute(method, path.split("?")[0] ?? "");
    if (route === undefined) return;
    const name = `${method} ${route.path} answers ${status}`;
    expect(responseOf(route, status), `${name}: name it in the route's \`statuses\` or \`refusals\``).toBeDefined();
    const mediaType = headers.get("Content-Type")?.split(";")[0] ?? "";
    if (!mediaType.endsWith("json")) {
      expect(route.mediaTypes, name).toContain(mediaType);
      return;
    }
    const validate = ajv.getSchema(schemaPath(route, status, mediaType));
    expect(validate, `${name} as ${mediaType}, which the document does not say`).toBeDefined();
    if (validate !== undefined && !validate(body))
      expect(explain(validate), `${name} with ${JSON.stringify(body)}`).toEqual([]);
    if (headers.get("Idempotency-Replayed") !== null) expect(route.movesValue, `${name} as a replay`).toBe(true);
  };
}
