import type express from "express";
import { z } from "zod";
import { transaction } from "../../db/transaction.js";
import { recordAudit } from "../../deposits/audit.js";
import { CofferError } from "../../lib/errors.js";
import type { AppDependencies } from "../appDependencies.js";
import { createConsoleCookie, csrfTokenOf } from "../consoleCookie.js";
import { text, time } from "../fields.js";
import { findKey } from "../keys.js";
import { defineRoute, type Route } from "../route.js";
import { endSession, findSession, openSession } from "../sessions.js";

/** A working day, however busy: nobody stays logged in overnight. */
const LASTS = "12 hours";

const sessionSchema = z
  .strictObject({
    client: z.string().describe("The name of the client whose key opened the session."),
    csrfToken: z.string().describe("To be sent as X-CSRF-Token with whatever changes something."),
    expiresAt: time,
  })
  .meta({ id: "ConsoleSession" });

/** The operator's key that logs in. */
async function requireOperatorKey({ pool }: AppDependencies, key: string) {
  const found = await findKey(pool, key);
  if (found === null)
    throw new CofferError("unauthorized", "This is no key of this store, or it was revoked or expired.");
  if (found.role === "operator") return found;
  throw new CofferError("forbidden", `This is a key of the role ${found.role}; the console needs an operator's key.`);
}

export function consoleSessionRoutes(dependencies: AppDependencies): Route[] {
  const { pool, limits, settings } = dependencies;
  const cookie = createConsoleCookie(settings.publicUrl);
  const findOwn = async (request: express.Request) => {
    const token = cookie.read(request);
    const session = token === undefined ? null : await findSession(pool, token);
    return token === undefined || session === null ? null : { token, session };
  };

  return [
    defineRoute({
      method: "post",
      path: "/v1/console/login",
      summary: "Log an operator in to the console: a key for an http-only cookie of 12 hours",
      refusals: ["unauthorized", "forbidden"],
      access: "anyone",
      body: z.strictObject({ key: text(200) }),
      reply: sessionSchema,
      handle: async ({ request, response, body }) => {
        cookie.requireOwnOrigin(request);
        await limits.login(request, response);
        const { keyId, clientId } = await requireOperatorKey(dependencies, body.key);
        const { token, client, expiresAt } = await transaction(pool, async (sql) => {
          const opened = await openSession(sql, { keyId, walletId: null, lasts: LASTS });
          const act = { action: "console.login", objectId: keyId, before: null, after: { session: opened.id } };
          await recordAudit(sql, { clientId, ...act, note: "" });
          return opened;
        });
        cookie.write(response, token, expiresAt);
        return { status: 200, body: { client, csrfToken: csrfTokenOf(token), expiresAt: expiresAt.toISOString() } };
      },
    }),
    defineRoute({
      method: "get",
      path: "/v1/console/session",
      summary: "The console's session that the cookie belongs to, with its CSRF token",
      refusals: ["not_found"],
      access: ["operator"],
      reply: sessionSchema,
      handle: async ({ request }) => {
        const own = await findOwn(request);
        if (own === null)
          throw new CofferError("not_found", "This call came with a key, not with a console's session.");
        const { client, expiresAt } = own.session;
        return {
          status: 200,
          body: { client, csrfToken: csrfTokenOf(own.token), expiresAt: expiresAt.toISOString() },
        };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/console/logout",
      summary: "End the console's session of the cookie, where there still is one",
      refusals: ["forbidden"],
      access: "anyone",
      reply: z.strictObject({ loggedOut: z.literal(true) }),
      handle: async ({ request, response }) => {
        const own = await findOwn(request);
        if (own !== null) {
          cookie.requireOwnPage(request, own.token);
          const { id, clientId, keyId } = own.session;
          await transaction(pool, async (sql) => {
            await endSession(sql, id);
            const act = { action: "console.logout", objectId: keyId, before: { session: id }, after: null };
            await recordAudit(sql, { clientId, ...act, note: "" });
          });
        }
        cookie.clear(response);
        return { status: 200, body: { loggedOut: true as const } };
      },
    }),
  ];
}
