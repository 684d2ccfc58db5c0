import { createServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from "node:http";
import type express from "express";

/** The prototypes that Express gives every request and response (its guide "Overriding the Express API"); its types leave them out. */
type Prototypes = { request: object; response: object };

/**
 * An HTTP server for `app`, whose own prototypes are extended for it. Express changes the prototype of each request and
 * response to the app's, at which V8 throws away what it has learned of their shape, thousands of times a second: a third
 * to a half of what a short request costs (docs/performance.md). Those made here have that prototype from the start, so
 * that the change changes nothing.
 */
export function createAppServer(app: express.Express, options: ServerOptions): Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse<IncomingMessage> {}
  const own = app as unknown as Prototypes;
  own.request = Object.setPrototypeOf(AppRequest.prototype, own.request);
  own.response = Object.setPrototypeOf(AppResponse.prototype, own.response);
  return createServer({ ...options, IncomingMessage: AppRequest, ServerResponse: AppResponse }, app);
}
