import cors from "cors";
import type express from "express";

/**
 * Lets the pages of named shops call the API from their own origin, by a wallet session's token. Cookies are never part of
 * it: a console session works on this store's own pages only.
 */
export function allowOrigins(origins: readonly string[]): express.RequestHandler {
  return cors({
    origin: [...origins],
    methods: ["GET", "POST"],
    allowedHeaders: ["Authorization", "Content-Type", "Idempotency-Key"],
    exposedHeaders: ["Idempotency-Replayed", "Retry-After", "X-Request-Id"],
    credentials: false,
    maxAge: 600,
  });
}
