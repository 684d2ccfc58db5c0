import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type express from "express";
import type { ChangeFeed } from "./changeFeed.js";
import { createAppServer } from "./createAppServer.js";

/** Requests that are under way get this long to end when the server stops, in milliseconds. */
const DRAIN_MS = 5_000;
/** A client that dribbles its headers is cut off (408) after this, in milliseconds. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
/** How often connections are held to these limits, in milliseconds. */
const CHECK_MS = 5_000;
/** Longer than a load balancer keeps an idle connection, so that it is never the server that closes one in use. */
const KEEP_ALIVE_MS = 65_000;

export type ServedApp = { url: string; port: number; close(): Promise<void> };

/**
 * Listens on `host` and `port` (0 for any). `close` takes no new requests, ends the event streams by closing the change
 * feed, and waits for what is under way.
 * @throws Error with code EADDRINUSE when the port is taken.
 */
export async function serveApp(
  app: express.Express,
  { host, port, changes }: { host: string; port: number; changes: ChangeFeed },
): Promise<ServedApp> {
  const server = createAppServer(app, {
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: CHECK_MS,
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(port, host);
  await once(server, "listening");
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    port: bound,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await changes.close();
      server.closeIdleConnections();
      await closed;
      clearTimeout(cut);
    },
  };
}
