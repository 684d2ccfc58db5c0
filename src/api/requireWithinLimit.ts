import type express from "express";
import type { RateLimitRequestHandler } from "express-rate-limit";

/** Passes, or throws `rate_limited`. */
export async function requireWithinLimit(
  limit: RateLimitRequestHandler,
  request: express.Request,
  response: express.Response,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const next = (error?: unknown) => (error === undefined ? resolve() : reject(error));
    Promise.resolve(limit(request, response, next)).catch(reject);
  });
}
