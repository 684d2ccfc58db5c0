import type express from "express";
import { CofferError } from "../lib/errors.js";
import type { Authenticate } from "./auth.js";

/**
 * Keeps pages that only show something to operators: other visitors are sent to the console to log in, and nothing but
 * reading passes.
 * @throws CofferError `unauthorized` for data that is asked for without a login, `forbidden` for what is no reading.
 */
export function requireOperatorPage(authenticate: Authenticate): express.RequestHandler {
  return async (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw new CofferError("forbidden", "These pages only show; nothing can be changed here.");
    }
    const principal = await authenticate(request);
    if (principal?.kind === "key" && principal.role === "operator") return next();
    if (request.accepts("json", "html") === "json")
      throw new CofferError("unauthorized", "Log in to the console first.");
    response.redirect(303, "/console");
  };
}
