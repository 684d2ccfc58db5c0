import { randomBytes } from "node:crypto";
import type { Chain, Network } from "../chains/chain.js";
import { openCatalogVersions } from "../checkout/catalogVersions.js";
import { fenceRestoredStore } from "../checkout/fenceRestoredStore.js";
import { type Database, openDatabase } from "../db/client.js";
import { migrate } from "../db/migrate.js";
import type { Sql } from "../db/sql.js";
import type { Crediting } from "../deposits/crediting.js";
import { pinNetwork } from "../deposits/network.js";
import { advanceChainClocks } from "../embedded/advanceChainClocks.js";
import { type Embedded, startEmbedded } from "../embedded/startEmbedded.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { readClockLead, requireRealTime } from "../ledger/storeClock.js";
import type { Env } from "../lib/env.js";
import { InvariantError, messageOf, UnavailableError } from "../lib/errors.js";
import type { Logger } from "../lib/log.js";
import type { Shutdown } from "../lib/shutdown.js";
import { createMetrics, type Metrics } from "../metrics/metrics.js";
import { registerProcessMetrics } from "../metrics/registerProcessMetrics.js";
import { registerStoreMetrics } from "../metrics/registerStoreMetrics.js";
import { openTracing, type Tracing } from "../tracing/openTracing.js";
import { createChains } from "./createChains.js";
import { beginCatalog } from "./readCatalog.js";
import { requireSafeParts } from "./requireSafeParts.js";
import { requireSafeSettings, usesDevelopmentChains } from "./safeSettings.js";
import { startCallSharing } from "./startCallSharing.js";

/** Everything that the API and the workers are built from. */
export type Store = {
  env: Env;
  log: Logger;
  metrics: Metrics;
  /** Null where no endpoint is configured. */
  tracing: Tracing | null;
  database: Database;
  /** Past any pooler: for LISTEN and the queue. */
  directDatabaseUrl: string;
  crediting: Crediting;
  /** Names this store among others that share a Redis. */
  storeId: string;
  /** Key of the signatures on quotes. */
  quoteKey: string;
  /** Of which, with its seed, a webhook endpoint's secret is made. */
  webhookKey: string;
  scanEveryMs: Record<Network, number>;
  /** Set where development chains run. */
  development: Embedded["development"];
};

/** A value that the store makes once and keeps; the first process to ask makes it. */
async function readSetting(sql: Sql, name: string, make: () => string): Promise<string> {
  await sql.query("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", [name, make()]);
  const { rows } = await sql.query<{ value: string }>("SELECT value FROM settings WHERE name = $1", [name]);
  return rows[0]?.value ?? "";
}

/** Pins a network. A provider that is down must not keep the shop from opening where the network was pinned before. */
async function pin(sql: Sql, chain: Chain, log: Logger): Promise<void> {
  try {
    await pinNetwork(sql, chain);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    const { rowCount } = await sql.query("SELECT 1 FROM networks WHERE network = $1", [chain.network]);
    if (rowCount === 0) {
      throw new InvariantError(
        `No provider of ${chain.network} answers, and this store was never tied to its chain: ${messageOf(error)}`,
      );
    }
    log.warn({ network: chain.network, err: error }, "no provider answers; the network is watched as soon as one does");
  }
}

/**
 * Opens the store as the environment asks: embedded parts where nothing else is configured, migrations, chains, the
 * catalogue. Every part registers its close, embedded ones first so that they stop last.
 * @throws EnvError or InvariantError with a sentence that says what to change.
 */
export async function openStore(env: Env, log: Logger, shutdown: Shutdown): Promise<Store> {
  requireSafeSettings(env);
  const chainsAreEmbedded = usesDevelopmentChains(env);
  const embedded = await startEmbedded({
    dataDir: env.dataDir,
    blockMs: env.developmentBlockMs,
    host: "127.0.0.1",
    want: { postgres: env.databaseUrl === undefined, ethereum: chainsAreEmbedded, tron: chainsAreEmbedded },
    log,
  });
  shutdown.add("embedded parts", () => embedded.close());
  const databaseUrl = env.databaseUrl ?? embedded.databaseUrl;
  const directDatabaseUrl = env.directDatabaseUrl ?? databaseUrl;
  if (databaseUrl === undefined || directDatabaseUrl === undefined) throw new InvariantError("There is no database.");
  await migrate(directDatabaseUrl, log);
  const database = openDatabase(databaseUrl);
  shutdown.add("database", () => database.close());
  const { pool } = database;
  await requireSafeParts(env, pool, log);
  if (await fenceRestoredStore(pool)) {
    log.error("this store was restored from a backup: no new deposit address is issued until `coffer addresses skip`");
  }
  // A test store on nodes of its own (COFFER_DEV=1) may have a moved clock, which whoever moved it moves the nodes with.
  if (embedded.development === null && (env.production || !env.development)) await requireRealTime(pool);
  else if (embedded.development !== null && (await readClockLead(pool)) > 0)
    await advanceChainClocks(embedded.development, await readStoreTime(pool));
  const chains = createChains(env, embedded.development, shutdown.signal);
  await Promise.all([...chains.values()].map((chain) => pin(pool, chain, log)));
  const sharing = startCallSharing(pool, chains, log);
  shutdown.add("calls of the day", () => sharing.close());
  const tracing = env.traceEndpoint === undefined ? null : await openTracing(pool, env.traceEndpoint, log);
  if (tracing !== null) shutdown.add("tracing", () => tracing.close());
  const metrics = createMetrics();
  registerStoreMetrics(metrics.registry, { pool, networks: [...chains.keys()], log });
  registerProcessMetrics(metrics.registry, { pool, chains: [...chains.values()] });
  const catalogs = openCatalogVersions(pool);
  await beginCatalog(catalogs, env.catalog);
  const scanEveryMs = chainsAreEmbedded
    ? { tron: env.developmentBlockMs / 2, ethereum: env.developmentBlockMs / 2 }
    : { tron: 1_000, ethereum: 1_000 };
  return {
    env,
    log,
    metrics,
    tracing,
    database,
    directDatabaseUrl,
    crediting: {
      ...{ pool, chains, catalogs, minimum: env.minimumDeposit },
      reviewAbove: env.reviewAbove,
      crossCheckAbove: env.crossCheckAbove,
    },
    storeId: await readSetting(pool, "store_id", () => randomBytes(8).toString("hex")),
    quoteKey: await readSetting(pool, "quote_key", () => randomBytes(32).toString("hex")),
    webhookKey: await readSetting(pool, "webhook_key", () => randomBytes(32).toString("hex")),
    scanEveryMs,
    development: embedded.development,
  };
}
