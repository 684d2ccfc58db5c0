import createClient from "openapi-fetch";
import type { Api } from "../../client/api.js";
import { type Call, readAnswer } from "../../client/readAnswer.js";
import type { components, paths } from "../../client/schema.js";
import { ApiProblem } from "./problem.js";

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
export async function unwrap<Data>(call: Call<Data>): Promise<Data> {
  const refusal = (body: unknown, { status }: Response) =>
    new ApiProblem(status, typeof body === "object" && body !== null ? { ...body } : {});
  return (await readAnswer(call, refusal)).data;
}
