import { CofferError, CofferUnreachableError, type Problem } from "./cofferError.js";

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "requestId" in value;
}

/** Whether the answer is that of an earlier call with the same Idempotency-Key. */
export function isReplay(response: Response): boolean {
  return response.headers.get("Idempotency-Replayed") === "true";
}

/**
 * What a call answered.
 * @throws CofferError when the API refused; CofferUnreachableError when something else answered, such as a proxy.
 */
export async function unwrap<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<{ data: Data; response: Response }> {
  const { data, error, response } = await call.catch((thrown: unknown) => {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw new CofferUnreachableError("Something that is not Coffer answered: it is no JSON.", { cause: thrown });
  });
  if (response.ok && data !== undefined) return { data, response };
  if (isProblem(error)) throw new CofferError(error, isReplay(response));
  throw new CofferUnreachableError(`Something that is not Coffer answered ${response.status} at ${response.url}.`);
}
