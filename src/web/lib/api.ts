import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "../../client/schema.js";
import { ApiProblem } from "./problem.js";

export type Api = Client<paths, "application/json">;

/** The shapes of what the API answers, by the names of its OpenAPI document. */
export type Schemas = components["schemas"];

/** The API of the store that serves this page, typed by its OpenAPI document. `headers` go with every call. */
export function createApi(headers: Record<string, string> = {}): Api {
  return createClient<paths, "application/json">({ baseUrl: location.origin, headers });
}

/**
 * What a call answered.
 * @throws ApiProblem where the API refused; TypeError where it could not be reached.
 */
export async function unwrap<Data>(call: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  const { data, error, response } = await call;
  if (response.ok && data !== undefined) return data;
  throw new ApiProblem(response.status, typeof error === "object" && error !== null ? { ...error } : {});
}
