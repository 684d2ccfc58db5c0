import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "../api/app.js";
import { openChangeFeed } from "../api/changeFeed.js";
import type { Shutdown } from "../lib/shutdown.js";
import type { Store } from "./store.js";

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Listens on PORT; the default port moves to a free one where it is taken, a port that was asked for does not. */
async function listenOrMove(server: Server, store: Store): Promise<void> {
  const { env, log } = store;
  try {
    await listen(server, env.port, env.host);
  } catch (error) {
    const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!taken || env.portIsAsked) {
      throw new Error(`Port ${env.port} on ${env.host} is taken; set PORT to a free one.`, { cause: error });
    }
    await listen(server, 0, env.host);
    log.warn({ wanted: env.port, port: (server.address() as AddressInfo).port }, "port is taken; moved to a free one");
  }
}

/**
 * Starts the HTTP API and registers its close: no new connections, open replies finish, event streams end.
 * @returns the address it is reached at.
 */
export async function startApi(store: Store, shutdown: Shutdown): Promise<string> {
  const { env, log, database, crediting, directDatabaseUrl, quoteKey, development } = store;
  const server = createServer();
  await listenOrMove(server, store);
  const port = (server.address() as AddressInfo).port;
  const url = `http://${env.host === "0.0.0.0" || env.host === "::" ? "127.0.0.1" : env.host}:${port}`;
  const changes = await openChangeFeed(directDatabaseUrl, log);
  const app = createApp({
    pool: database.pool,
    prisma: database.prisma,
    chains: crediting.chains,
    catalogs: crediting.catalogs,
    minimumDeposit: crediting.minimum,
    publicUrl: env.publicUrl ?? url,
    checkoutTtlSeconds: env.checkoutTtlSeconds,
    confirmations: { tron: env.tron.confirmations, ethereum: env.ethereum.confirmations },
    trustProxyHops: env.trustProxyHops,
    developmentChains: development !== null,
    quoteKey,
    log,
    changes,
  });
  server.on("request", app);
  shutdown.add("api", async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await changes.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
    await closed;
  });
  return url;
}
