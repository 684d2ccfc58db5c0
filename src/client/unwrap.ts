import { CofferError, CofferUnreachableError, type Problem } from "./cofferError.js";
import { type Call, readAnswer } from "./readAnswer.js";

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
export function unwrap<Data>(call: Call<Data>): Promise<{ data: Data; response: Response }> {
  const parsed = call.catch((thrown: unknown) => {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw new CofferUnreachableError("Something that is not Coffer answered: it is no JSON.", { cause: thrown });
  });
  return readAnswer(parsed, (body, response) =>
    isProblem(body)
      ? new CofferError(body, isReplay(response))
      : new CofferUnreachableError(`Something that is not Coffer answered ${response.status} at ${response.url}.`),
  );
}
