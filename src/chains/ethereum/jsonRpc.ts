import { z } from "zod";
import { ProviderError } from "../providerError.js";
import { limitedError, requestJson } from "../requestJson.js";

export type JsonRpcOptions = {
  url: string;
  host: string;
  timeoutMs: number;
  onCall: () => void;
  /** Ends every call when it is aborted. */
  stop?: AbortSignal | undefined;
};

/** Calls `method` and reads its result with `schema`. */
export type JsonRpc = <T>(method: string, params: readonly unknown[], schema: z.ZodType<T>) => Promise<T>;

const answerSchema = z.union([
  z.object({ error: z.object({ code: z.number().optional(), message: z.string() }) }),
  z.object({ result: z.unknown() }),
]);

/** How providers say that a log query covers too much; each words it differently. */
const TOO_LARGE =
  /block range|range (is )?too (large|wide|big)|more than [\d,]+ (results|logs)|too many (results|logs)|response size|result set|query (timeout|timed out)/i;
/** The same, where nothing in it says that it is about how often we ask. */
const OVER_A_LIMIT = /exceeds? (the )?(max|limit of)/i;
/** How they say that we ask too often, or more than the plan allows. */
const LIMITED = /rate limit|too many requests|frequency limit|capacity|quota|credits|daily|per second|suspended for/i;
/** How nodes say that they do not have the block (yet, or any more). */
const BEHIND = /unknown block|header not found|block not found|invalid blockHash|cannot find block|missing block/i;

/**
 * A JSON-RPC connection to one provider. viem's transport is not used, because it stops its clock before the body is read.
 * The calls throw ProviderError: as requestJson does, and by the meaning of a JSON-RPC error.
 */
export function createJsonRpc(options: JsonRpcOptions): JsonRpc {
  const { url, host, timeoutMs, onCall, stop } = options;
  let id = 0;

  return async (method, params, schema) => {
    onCall();
    id += 1;
    const request = { jsonrpc: "2.0", id, method, params };
    const { status, body } = await requestJson({ url, host, timeoutMs, stop, body: request });
    const answer = answerSchema.safeParse(body);
    if (!answer.success) throw new ProviderError("broken", host, `${method}: status ${status}, no JSON-RPC answer`);
    if ("error" in answer.data) throw errorOf(host, method, answer.data.error);
    const result = schema.safeParse(answer.data.result);
    if (!result.success) {
      throw new ProviderError("broken", host, `${method} answered out of shape: ${z.prettifyError(result.error)}`);
    }
    return result.data;
  };
}

function errorOf(host: string, method: string, error: { code?: number | undefined; message: string }): ProviderError {
  const text = `${method}: ${error.message} (${error.code ?? "no code"})`;
  // The order matters: "query returned more than 10000 results" comes with -32005, "limit exceeded".
  if (TOO_LARGE.test(error.message)) return new ProviderError("too_large", host, text);
  if (BEHIND.test(error.message)) return new ProviderError("behind", host, text);
  if (LIMITED.test(error.message) || error.code === 429) return limitedError(host, text);
  if (OVER_A_LIMIT.test(error.message)) return new ProviderError("too_large", host, text);
  if (error.code === -32005) return limitedError(host, text);
  return new ProviderError("broken", host, text);
}
