import type express from "express";
import { ipKeyGenerator, type Options, rateLimit, type Store } from "express-rate-limit";
import { CofferError } from "../lib/errors.js";
import type { Principal } from "./principal.js";

/** Requests a minute from one address without a key: enough for an office of buyers who watch their checkouts. */
const KEYLESS_PER_MINUTE = 3_000;
/** Requests a minute from one address with keys that are wrong: guessing ends, and a client that lost its key notices. */
const WRONG_KEYS_PER_MINUTE = 120;
/** Logins to the console a minute from one address, right or wrong. */
const LOGINS_PER_MINUTE = 30;
/** Each claim asks nodes, whose calls are counted; a buyer needs one or two. */
const CLAIMS_PER_MINUTE = 20;
/** The same of one checkout, whoever asks: its link can be passed around, and made-up hashes would use up the day's calls. */
const CLAIMS_PER_HOUR = 20;
/** Requests a minute of one wallet's sessions, whose pages poll. */
const SESSIONS_PER_MINUTE = 600;

/** Passes, or throws `rate_limited`; the reply then says when to come again. */
type Limit = (request: express.Request, response: express.Response) => Promise<void>;

export type Limits = {
  /** By address, as are the next three. */
  keyless: Limit;
  wrongKey: Limit;
  login: Limit;
  claim: Limit;
  /** Claims by their checkout. */
  checkoutClaim(checkoutId: string, request: express.Request, response: express.Response): Promise<void>;
  /** Keys by what they allow, buyers' sessions by their wallet. */
  caller(principal: Principal, request: express.Request, response: express.Response): Promise<void>;
};

/** Where counts are kept: a store for each limit, by its name. */
export type LimitStores = (name: string) => Store;

type Wanted = Pick<Options, "limit" | "keyGenerator"> & { windowMs?: number; detail: string };

function defineLimit(name: string, { detail, ...wanted }: Wanted, stores: LimitStores | undefined): Limit {
  const limit = rateLimit({
    windowMs: 60_000,
    ...wanted,
    identifier: name,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // Behind no proxy anybody may send X-Forwarded-For; it is ignored then, which needs no warning.
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) => next(new CofferError("rate_limited", detail)),
    ...(stores === undefined ? {} : { store: stores(name) }),
  });
  return async (request, response) => {
    await new Promise<void>((resolve, reject) => {
      const next = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      Promise.resolve(limit(request, response, next)).catch(reject);
    });
  };
}

/** Builds every limit of the API. Without `stores`, this process counts for itself. */
export function createLimits(stores?: LimitStores): Limits {
  const byAddress = (name: string, limit: number, what: string) =>
    defineLimit(
      name,
      {
        limit,
        detail: `Too many ${what} from this address; try again in a minute.`,
        // Behind as many proxies as TRUST_PROXY_HOPS says, the address that the outermost of them saw.
        keyGenerator: ({ ip }) => ipKeyGenerator(ip ?? ""),
      },
      stores,
    );
  const counted = defineLimit(
    "caller",
    {
      limit: (_request, response) => response.locals.requestsPerMinute,
      detail: "This key or session has made all the requests that it may make in a minute; try again in a minute.",
      keyGenerator: (_request, response) => response.locals.callerId,
    },
    stores,
  );
  const countedClaims = defineLimit(
    "checkout-claim",
    {
      limit: CLAIMS_PER_HOUR,
      windowMs: 3_600_000,
      detail:
        "Too many transactions were looked up for this checkout; try again in an hour. Payments are found without that.",
      keyGenerator: (_request, response) => response.locals.claimedCheckoutId,
    },
    stores,
  );
  return {
    keyless: byAddress("keyless", KEYLESS_PER_MINUTE, "requests"),
    wrongKey: byAddress("wrong-key", WRONG_KEYS_PER_MINUTE, "requests with a wrong key came"),
    login: byAddress("login", LOGINS_PER_MINUTE, "logins"),
    claim: byAddress("claim", CLAIMS_PER_MINUTE, "transactions were looked up"),
    checkoutClaim: async (checkoutId, request, response) => {
      Object.assign(response.locals, { claimedCheckoutId: checkoutId });
      await countedClaims(request, response);
    },
    caller: async (principal, request, response) => {
      const isKey = principal.kind === "key";
      const requestsPerMinute = isKey ? principal.requestsPerMinute : SESSIONS_PER_MINUTE;
      if (requestsPerMinute === null) return;
      Object.assign(response.locals, { requestsPerMinute, callerId: isKey ? principal.keyId : principal.walletId });
      await counted(request, response);
    },
  };
}
