import type express from "express";
import type { Pool } from "../db/client.js";
import type { ConsoleCookie } from "./consoleCookie.js";
import { findKey } from "./keys.js";
import type { Principal } from "./principal.js";
import { findSession } from "./sessions.js";

/** How long a token that was found is believed without asking again, in milliseconds: a revoked one is refused within 5 s. */
const BELIEVED_MS = 3_000;
/** Tokens remembered at once; beyond it the oldest is forgotten. */
const REMEMBERED_MAX = 10_000;

/**
 * Finds who sent a request; null when it is nobody. Where anyone may call, a cookie of the console without its CSRF token is
 * nobody's: the browser sends it along from the buyers' pages too, which know nothing of the console.
 * @throws CofferError `forbidden` where not anyone may call, when another page sent it with the console's cookie.
 */
export type Authenticate = (request: express.Request, options?: { mayAnyone: boolean }) => Promise<Principal | null>;

async function findBearer(pool: Pool, token: string): Promise<Principal | null> {
  const key = await findKey(pool, token);
  if (key !== null) return key;
  const session = await findSession(pool, token);
  if (session === null || session.walletId === null) return null;
  return { kind: "session", clientId: session.walletId, walletId: session.walletId };
}

/** Reads `Authorization: Bearer <key or wallet session>`, or else the console's cookie. */
export function createAuthenticate(pool: Pool, cookie: ConsoleCookie): Authenticate {
  const known = new Map<string, { principal: Principal; readAt: number }>();

  async function authenticateBearer(authorization: string): Promise<Principal | null> {
    const token = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(authorization)?.[1];
    if (token === undefined) return null;
    const cached = known.get(token);
    if (cached !== undefined && Date.now() - cached.readAt < BELIEVED_MS) return cached.principal;
    const readAt = Date.now();
    const principal = await findBearer(pool, token);
    known.delete(token);
    if (principal === null) return null;
    known.set(token, { principal, readAt });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED_MAX && oldest !== undefined) known.delete(oldest);
    return principal;
  }

  async function authenticateConsole(request: express.Request, mayAnyone: boolean): Promise<Principal | null> {
    const token = cookie.read(request);
    const session = token === undefined ? null : await findSession(pool, token);
    if (token === undefined || session === null || session.walletId !== null) return null;
    if (mayAnyone && !cookie.isOwnPage(request, token)) return null;
    cookie.requireOwnPage(request, token);
    const { keyId, clientId, readOnly } = session;
    return { kind: "key", keyId, clientId, role: "operator", readOnly, requestsPerMinute: null };
  }

  return async (request, { mayAnyone } = { mayAnyone: false }) => {
    const authorization = request.get("Authorization");
    return authorization === undefined ? authenticateConsole(request, mayAnyone) : authenticateBearer(authorization);
  };
}
