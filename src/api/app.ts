import { randomUUID } from "node:crypto";
import express from "express";
import helmet from "helmet";
import { CofferError } from "../lib/errors.js";
import { allowOrigins } from "./allowOrigins.js";
import { answer } from "./answer.js";
import type { AppDependencies } from "./appDependencies.js";
import { createAuthenticate } from "./auth.js";
import { createConsoleCookie } from "./consoleCookie.js";
import { observeRequests } from "./observeRequests.js";
import { createPages } from "./pages.js";
import { PROBLEMS, problemOf } from "./problem.js";
import { createReadBody } from "./readBody.js";
import { createReferencePage } from "./referencePage.js";
import { OutcomeError } from "./replyOf.js";
import { requireOperatorPage } from "./requireOperatorPage.js";
import { createRoutes } from "./routes.js";
import { toCofferError } from "./toCofferError.js";

/** What a client should wait when something is away, in seconds. */
const AWAY_SECONDS = 2;

/** Names every request, for logs and problems. */
const nameRequest: express.RequestHandler = (_request, response, next) => {
  const requestId = randomUUID();
  response.locals.requestId = requestId;
  // Replies hold balances and addresses: no cache may keep them.
  response.set({ "X-Request-Id": requestId, "Cache-Control": "no-store" });
  next();
};

function answerProblem({ log, settings }: AppDependencies): express.ErrorRequestHandler {
  return (thrown: unknown, request, response, _next) => {
    const error = toCofferError(thrown);
    const { status } = PROBLEMS[error.code];
    const stored = error instanceof OutcomeError ? error : undefined;
    if (stored?.replayed) response.set("Idempotency-Replayed", "true");
    const requestId = stored?.requestId ?? String(response.locals.requestId);
    const { method, path } = request;
    if (status >= 500) log.error({ requestId, method, path, err: thrown }, "request failed");
    else log.debug({ requestId, method, path, code: error.code }, "request refused");
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const retryAfterSeconds = error.retryAfterSeconds ?? (error.code === "unavailable" ? AWAY_SECONDS : undefined);
    if (retryAfterSeconds !== undefined) response.set("Retry-After", String(retryAfterSeconds));
    response.status(status).type("application/problem+json");
    response.send(JSON.stringify(problemOf(error, requestId, settings)));
  };
}

/** Builds the HTTP API over what a main has opened; a bench adds routes of its own. Listening is serveApp.ts's. */
export function createApp(dependencies: AppDependencies, routes = createRoutes(dependencies)): express.Express {
  const { pool, limits, log, settings } = dependencies;
  const app = express();
  app.set("trust proxy", settings.trustProxyHops);
  app.set("etag", false);
  app.use(nameRequest, observeRequests(log, dependencies.observeRequest), helmet());
  if ((settings.embedOrigins ?? []).length > 0) app.use(allowOrigins(settings.embedOrigins ?? []));

  const authenticate = createAuthenticate(pool, createConsoleCookie(settings.publicUrl));
  for (const route of routes) {
    const gate = { authenticate, limits, readBody: createReadBody(route.bodyLimit, route.textTypes) };
    app[route.method](route.path.replaceAll(/\{(\w+)\}/g, ":$1"), answer(route, gate));
  }
  app.use(createReferencePage());
  const { queueBoard } = dependencies;
  if (queueBoard !== undefined) app.use(queueBoard.path, requireOperatorPage(authenticate), queueBoard.handle);
  if (dependencies.pageFiles !== undefined) app.use(createPages(dependencies.pageFiles, settings.embedOrigins ?? []));
  app.use(() => {
    throw new CofferError("not_found", "There is nothing at this address.");
  });
  app.use(answerProblem(dependencies));
  return app;
}
