/** A call of the API on its way, as openapi-fetch makes it. */
export type Call<Data> = Promise<{ data?: Data; error?: unknown; response: Response }>;

/**
 * What a call answered, and with which response.
 * @param refusal makes the error of an answer that is none: of its body, parsed where it is JSON, and its response.
 */
export async function readAnswer<Data>(
  call: Call<Data>,
  refusal: (body: unknown, response: Response) => Error,
): Promise<{ data: Data; response: Response }> {
  const { data, error, response } = await call;
  if (response.ok && data !== undefined) return { data, response };
  throw refusal(error, response);
}
