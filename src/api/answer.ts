import type express from "express";
import { CofferError } from "../lib/errors.js";
import type { Authenticate } from "./auth.js";
import type { Limits } from "./limits.js";
import type { Principal } from "./principal.js";
import type { ReadBody } from "./readBody.js";
import type { Reply, Route } from "./route.js";

export type Gate = {
  authenticate: Authenticate;
  limits: Limits;
  readBody: ReadBody;
};

async function requireWithinLimits(
  limits: Limits,
  principal: Principal | null,
  request: express.Request,
  response: express.Response,
): Promise<void> {
  if (principal !== null) return limits.caller(principal, request, response);
  const isWrong = request.get("Authorization") !== undefined;
  await (isWrong ? limits.wrongKey : limits.keyless)(request, response);
}

function requireAllowed(route: Route, principal: Principal): void {
  if (principal.kind === "key" && principal.readOnly && route.method !== "get" && route.access !== "anyone") {
    throw new CofferError("forbidden", "This key may only read, and this call may change something.");
  }
  const kind = principal.kind === "session" ? "session" : principal.role;
  if (kind === "operator" || route.access === "anyone" || route.access.includes(kind)) return;
  const who = kind === "session" ? "A wallet session" : `A key of the role ${kind}`;
  throw new CofferError("forbidden", `${who} may not call this.`);
}

function send(response: express.Response, reply: Reply<unknown>): void {
  if (reply.replayed) response.set("Idempotency-Replayed", "true");
  response.status(reply.status).json(reply.body);
}

/** Carries a request through a route: who calls, may they, what do they say, then the route itself. */
export function answer(route: Route, { authenticate, limits, readBody }: Gate): express.RequestHandler {
  return async (request, response) => {
    const principal = await authenticate(request, { mayAnyone: route.access === "anyone" });
    await requireWithinLimits(limits, principal, request, response);
    if (principal === null && route.access !== "anyone") {
      response.set("WWW-Authenticate", "Bearer");
      throw new CofferError("unauthorized", "Send a valid key: `Authorization: Bearer cfr_…`.");
    }
    if (principal !== null) requireAllowed(route, principal);
    const body = route.method === "get" ? {} : await readBody(request, response);
    const requestId = String(response.locals.requestId);
    const reply = await route.run({ request, response, requestId, principal, body });
    if (reply !== undefined) send(response, reply);
  };
}
