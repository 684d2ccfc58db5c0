import type { IncomingMessage } from "node:http";
import createClient, { type ClientPathsWithMethod, type MaybeOptionalInit, type MethodResponse } from "openapi-fetch";
import type { Api } from "./api.js";
import { type Charged, charge, type Generate } from "./charge.js";
import type { ChargeOptions } from "./openCharge.js";
import { type ChargeOf, type Middleware, requireCredits } from "./requireCredits.js";
import { createRetryingFetch } from "./retryingFetch.js";
import type { paths } from "./schema.js";
import { unwrap } from "./unwrap.js";

export type CofferClientOptions = {
  /** Where the store is, such as `https://credits.example`. */
  baseUrl: string;
  /** An API key, `cfr_…`. Keep it on your server. */
  key: string;
  /** One try may take so long, in milliseconds; 10,000 when left out. */
  timeoutMs?: number;
  /** A call is tried again for so long, in milliseconds; 30,000 when left out. */
  giveUpAfterMs?: number;
  fetch?: typeof fetch;
};

type Method = "get" | "post" | "patch" | "delete";

/** A call by its path, typed by the OpenAPI document; answers the body of a success. */
type Call<Name extends Method> = <
  Path extends ClientPathsWithMethod<Api, Name>,
  Init extends MaybeOptionalInit<paths[Path], Name>,
>(
  path: Path,
  ...init: undefined extends Init ? [init?: Init] : [init: Init]
) => Promise<MethodResponse<Api, Name, Path, Init>>;

/** What {@link Call} becomes once its types have done their work. */
type UntypedRequest = (
  method: Method,
  path: string,
  init?: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

export type CofferClient = {
  get: Call<"get">;
  /** A call that moves value needs `params: {header: {"Idempotency-Key": …}}`. */
  post: Call<"post">;
  patch: Call<"patch">;
  delete: Call<"delete">;
  /**
   * Does a generation's money: holds the credits, runs `generate`, captures when it succeeds and gives the credits back
   * when it fails or is aborted. Renews the hold while `generate` runs. With the same `idempotencyKey` again, also after a
   * crash, it is charged once. Without credits, or without an answer from Coffer, `generate` does not run.
   * @throws CofferError, such as `insufficient_credits` with its `topUpUrl`; CofferUnreachableError; what `generate` throws.
   */
  charge<Result>(options: ChargeOptions, generate: Generate<Result>): Promise<Charged<Result>>;
  /**
   * Express middleware that holds the credits of a request before its handler runs, and captures them when it answers
   * below 400. Any other answer, and a client that goes away before it, cost nothing. Where credits are short it answers
   * 402 with the problem and its `topUpUrl`.
   */
  requireCredits<Request extends IncomingMessage>(chargeOf: ChargeOf<Request>): Middleware<Request>;
};

/**
 * A client of one Coffer store. It waits no longer than it is told, tries again where that is safe, with the same
 * Idempotency-Key, and fails closed: what it returns was answered by the store.
 */
export function createCofferClient(options: CofferClientOptions): CofferClient {
  const { baseUrl, key, timeoutMs = 10_000, giveUpAfterMs = 30_000 } = options;
  const retry = createRetryingFetch({ fetch: options.fetch ?? fetch, timeoutMs, giveUpAfterMs });
  const api: Api = createClient({ baseUrl, fetch: retry, headers: { Authorization: `Bearer ${key}` } });
  const request = api.request as unknown as UntypedRequest;
  const caller = <Name extends Method>(name: Name) =>
    (async (path: string, init?: object) => (await unwrap(request(name, path, init))).data) as unknown as Call<Name>;
  return {
    get: caller("get"),
    post: caller("post"),
    patch: caller("patch"),
    delete: caller("delete"),
    charge: (chargeOptions, generate) => charge(api, chargeOptions, generate),
    requireCredits: (chargeOf) => requireCredits(api, chargeOf),
  };
}
