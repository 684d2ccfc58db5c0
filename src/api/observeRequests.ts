import type express from "express";
import type { Logger } from "../lib/log.js";

export type RequestObserved = { method: string; route: string; status: number; seconds: number };

/** Asked every few seconds by machines: a line each would bury the others. */
const QUIET = new Set(["/healthz", "/readyz"]);

/**
 * Logs one line for each answered request and counts it. The line names the route, never the query or a header, which may
 * hold a secret. A request that its client left before the answer counts as 499.
 */
export function observeRequests(log: Logger, observe?: (request: RequestObserved) => void): express.RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.once("close", () => {
      const seconds = (performance.now() - startedAt) / 1000;
      const { method, path } = request;
      const status = response.writableFinished ? response.statusCode : 499;
      const route = typeof request.route?.path === "string" ? request.route.path : "other";
      observe?.({ method, route, status, seconds });
      const level = QUIET.has(path) || route === "other" ? "debug" : "info";
      const milliseconds = Math.round(seconds * 1e4) / 10;
      log[level]({ requestId: response.locals.requestId, method, path, status, milliseconds }, "request");
    });
    next();
  };
}
