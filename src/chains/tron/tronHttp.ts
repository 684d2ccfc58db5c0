import { z } from "zod";
import { ProviderError } from "../providerError.js";
import { limitedError, requestJson } from "../requestJson.js";

/** `wallet` answers from the head, which may fork; `walletsolidity` only what can never be rolled back. */
export type TronRoot = "wallet" | "walletsolidity";

export type TronHttpOptions = {
  /** One base URL, or two as `full|solidity`: a node of one's own serves the two roots on two ports. */
  url: string;
  apiKey?: string | undefined;
  timeoutMs: number;
  onCall: () => void;
  /** Ends every call when it is aborted. */
  stop?: AbortSignal | undefined;
};

export type TronHttp = {
  host: string;
  /** Posts to `/<root>/<name>` and reads the answer with `schema`. Throws ProviderError. */
  call<T>(root: TronRoot, name: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
};

/** java-tron answers 200 for errors; providers in front of it use both shapes. */
const errorSchema = z.union([
  z.object({ Error: z.string() }).transform((answer) => answer.Error),
  z.object({ error: z.string() }).transform((answer) => answer.error),
]);
const LIMITED = /frequency limit|suspended for|lack of computing resources|too many requests|rate limit/i;

/**
 * A connection to one provider of TRON's HTTP API. tronweb's HttpProvider is not used: it takes an HTML page, half a JSON and
 * `{"Error": …}` for answers, and its time-out can't be told from other failures.
 */
export function createTronHttp(options: TronHttpOptions): TronHttp {
  const [full = "", solidity = full] = options.url.split("|").map((base) => base.trim().replace(/\/+$/, ""));
  const bases: Record<TronRoot, string> = { wallet: full, walletsolidity: solidity };
  const { host } = new URL(full);
  const { timeoutMs, stop } = options;
  const headers: Record<string, string> = options.apiKey === undefined ? {} : { "TRON-PRO-API-KEY": options.apiKey };

  return {
    host,
    call: async (root, name, body, schema) => {
      options.onCall();
      const url = `${bases[root]}/${root}/${name}`;
      const answer = await requestJson({ url, host, headers, body, timeoutMs, stop });
      const error = errorSchema.safeParse(answer.body);
      if (error.success) throw errorOf(host, name, error.data);
      if (answer.status !== 200) throw new ProviderError("broken", host, `${name}: status ${answer.status}`);
      const result = schema.safeParse(answer.body);
      if (result.success) return result.data;
      throw new ProviderError("broken", host, `${name} answered out of shape: ${z.prettifyError(result.error)}`);
    },
  };
}

function errorOf(host: string, name: string, message: string): ProviderError {
  if (LIMITED.test(message)) return limitedError(host, `${name}: ${message}`);
  return new ProviderError("broken", host, `${name}: ${message.slice(0, 200)}`);
}
