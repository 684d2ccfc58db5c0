import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookie } from "cookie";
import type express from "express";
import { CofferError } from "../lib/errors.js";

/** What a browser sends on its own, without the page that it shows having any say. */
const CHANGES_NOTHING = new Set(["GET", "HEAD", "OPTIONS"]);

/** The header in which a page proves that it read what only pages of this store can read. */
const CSRF_HEADER = "X-CSRF-Token";

export type ConsoleCookie = {
  /** The session's token that the browser sent. */
  read(request: express.Request): string | undefined;
  write(response: express.Response, token: string, expiresAt: Date): void;
  clear(response: express.Response): void;
  /** @throws CofferError `forbidden` when a browser sent this request from another site's page. */
  requireOwnOrigin(request: express.Request): void;
  /** Whether the request changes nothing, or a page of this store sent it. */
  isOwnPage(request: express.Request, token: string): boolean;
  /** @throws CofferError `forbidden` where it is not `isOwnPage`. */
  requireOwnPage(request: express.Request, token: string): void;
};

/**
 * What a page of the console sends along with whatever changes something. Made from the session's token, which no page can
 * read: who knows the one learns nothing of the other, and nothing more is stored.
 */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac("sha256", sessionToken).update("coffer csrf").digest("base64url");
}

function isCsrfTokenOf(sessionToken: string, given: string | undefined): boolean {
  const [wanted, found] = [csrfTokenOf(sessionToken), given ?? ""].map((text) => Buffer.from(text));
  return wanted !== undefined && found?.length === wanted.length && timingSafeEqual(found, wanted);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/**
 * The console's cookie at `publicUrl`. With https it is bound to this very host (`__Host-`) and never sent in clear.
 */
export function createConsoleCookie(publicUrl: string): ConsoleCookie {
  const secure = publicUrl.startsWith("https:");
  const name = secure ? "__Host-coffer_console" : "coffer_console";
  const attributes = { httpOnly: true, sameSite: "strict", secure, path: "/" } as const;

  const isOwnOrigin = (request: express.Request): boolean => {
    const origin = request.get("Origin");
    // Browsers name the origin of whatever may change something; other programs need not.
    if (origin === undefined) return true;
    const host = hostOf(origin);
    return host !== null && (host === request.get("Host") || host === hostOf(publicUrl));
  };

  const requireOwnOrigin: ConsoleCookie["requireOwnOrigin"] = (request) => {
    if (isOwnOrigin(request)) return;
    const origin = request.get("Origin");
    throw new CofferError("forbidden", `A page of ${origin} may not call this; only pages of this store may.`);
  };

  const isOwnPage: ConsoleCookie["isOwnPage"] = (request, token) =>
    CHANGES_NOTHING.has(request.method) || (isOwnOrigin(request) && isCsrfTokenOf(token, request.get(CSRF_HEADER)));

  return {
    read: (request) => parseCookie(request.get("Cookie") ?? "")[name],
    write: (response, token, expiresAt) => void response.cookie(name, token, { ...attributes, expires: expiresAt }),
    clear: (response) => void response.clearCookie(name, attributes),
    requireOwnOrigin,
    isOwnPage,
    requireOwnPage: (request, token) => {
      if (isOwnPage(request, token)) return;
      requireOwnOrigin(request);
      throw new CofferError(
        "forbidden",
        `Send the csrfToken of GET /v1/console/session in the header ${CSRF_HEADER} with whatever changes something.`,
      );
    },
  };
}
