import type { Pool } from "../db/client.js";
import { findKey } from "./keys.js";
import type { Principal } from "./principal.js";
import { readSessionToken } from "./sessionToken.js";

/** How long a key that was found is believed without asking again, in milliseconds: a revoked one is refused within 5 s. */
const BELIEVED_MS = 3_000;
/** Keys remembered at once; beyond it the oldest is forgotten. */
const REMEMBERED_MAX = 10_000;

/** Finds who a bearer token belongs to; null when it belongs to nobody. */
export type Authenticate = (authorization: string | undefined) => Promise<Principal | null>;

/** Reads `Authorization: Bearer <key or session token>`. */
export function createAuthenticate(pool: Pool, sessionKey: string): Authenticate {
  const known = new Map<string, { principal: Principal; readAt: number }>();

  return async (authorization) => {
    const token = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) return null;
    const walletId = readSessionToken(token, sessionKey);
    if (walletId !== null) return { kind: "session", clientId: walletId, walletId };
    const cached = known.get(token);
    if (cached !== undefined && Date.now() - cached.readAt < BELIEVED_MS) return cached.principal;
    const readAt = Date.now();
    const principal = await findKey(pool, token);
    known.delete(token);
    if (principal === null) return null;
    known.set(token, { principal, readAt });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED_MAX && oldest !== undefined) known.delete(oldest);
    return principal;
  };
}
