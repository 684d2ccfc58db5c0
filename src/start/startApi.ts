import getPort from "get-port";
import { createApp } from "../api/app.js";
import { createChangeFeed } from "../api/changeFeed.js";
import { createLimits } from "../api/limits.js";
import { serveApp } from "../api/serveApp.js";
import type { Env } from "../lib/env.js";
import type { Logger } from "../lib/log.js";
import type { Shutdown } from "../lib/shutdown.js";
import { openQueues } from "../queues.js";
import { createDevelopmentActions } from "./createDevelopmentActions.js";
import { createQueueBoard } from "./createQueueBoard.js";
import { moveClock } from "./moveClock.js";
import { openLimitStores } from "./openLimitStores.js";
import { openPages } from "./openPages.js";
import { keepPublicUrl, publicUrlOf } from "./publicUrl.js";
import { publishNamedCatalog } from "./readCatalog.js";
import type { Store } from "./store.js";

/** The port to listen on. The default moves to a free one where it is taken; a port that was asked for does not. */
async function choosePort({ port, portIsAsked, host }: Env, log: Logger): Promise<number> {
  if (portIsAsked && port !== 0) return port;
  const chosen = await getPort({ port, host });
  if (port !== 0 && chosen !== port)
    log.warn({ taken: port, port: chosen }, "the default port is taken; moved to a free one");
  return chosen;
}

function explainTaken(error: unknown, port: number): unknown {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  return taken ? new Error(`Port ${port} is taken; set PORT to a free one.`, { cause: error }) : error;
}

/** The address that this machine reaches the API at; one that listens everywhere is reached on loopback. */
function localUrl(host: string, port: number): string {
  const reached = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}

/**
 * Starts the HTTP API and registers its close: no new connections, open replies finish, event streams end. Then publishes the
 * catalogue that the operator names.
 * @returns the address it is reached at.
 */
export async function startApi(store: Store, shutdown: Shutdown): Promise<string> {
  const { env, log, database, crediting, directDatabaseUrl, quoteKey, storeId, development } = store;
  const port = await choosePort(env, log);
  const url = localUrl(env.host, port);
  await keepPublicUrl(database.pool, publicUrlOf(env, url));
  const changes = createChangeFeed(directDatabaseUrl, log);
  const board = createQueueBoard("/console/queues", () =>
    openQueues({ redisUrl: env.redisUrl, databaseUrl: directDatabaseUrl, storeId, log }),
  );
  const app = createApp({
    pool: database.pool,
    prisma: database.prisma,
    chains: crediting.chains,
    catalogs: crediting.catalogs,
    settings: {
      publicUrl: publicUrlOf(env, url),
      checkoutTtlSeconds: env.checkoutTtlSeconds,
      minimumDeposit: crediting.minimum,
      reviewAbove: crediting.reviewAbove,
      crossCheckAbove: crediting.crossCheckAbove,
      confirmations: { tron: env.tron.confirmations, ethereum: env.ethereum.confirmations },
      trustProxyHops: env.trustProxyHops,
      embedOrigins: env.embedOrigins,
      topUpUrl: env.topUpUrl,
      developmentChains: development !== null,
      webhookAllowHosts: env.webhookAllowHosts,
    },
    quoteKey,
    limits: createLimits(openLimitStores(store, shutdown)),
    webhookKey: store.webhookKey,
    log,
    changes,
    observeRequest: store.metrics.observeRequest,
    queueBoard: board,
    pageFiles: await openPages({ production: env.production, log }),
    ...(development === null
      ? {}
      : {
          moveClock: (seconds: number) => moveClock(store, seconds),
          development: createDevelopmentActions({ crediting, development }),
        }),
  });
  try {
    const served = await serveApp(app, { host: env.host, port, changes });
    shutdown.add("queue board", () => board.close());
    shutdown.add("api", () => served.close());
  } catch (error) {
    await changes.close();
    throw explainTaken(error, port);
  }
  // Last, so that a start which fails leaves the prices of a store that runs already.
  await publishNamedCatalog(crediting.catalogs, env.catalog);
  return url;
}
