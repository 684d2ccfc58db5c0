import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorkers } from "../../workers/startWorkers.js";
import type { Development } from "../embedded/startEmbedded.js";
import { readEnv } from "../lib/env.js";
import { createLogger } from "../lib/log.js";
import { createShutdown } from "../lib/shutdown.js";
import { waitUntilReady } from "../start/announceReady.js";
import { type DevelopmentKeys, ensureDevelopmentKeys } from "../start/developmentKeys.js";
import { startApi } from "../start/startApi.js";
import { openStore, type Store } from "../start/store.js";

export type StoreUnderDemo = {
  store: Store;
  url: string;
  keys: DevelopmentKeys;
  development: Development;
  close(): Promise<void>;
};

/** Short enough that a buyer can be late within the demo; a payment is in a block after half a second. */
const CHECKOUT_TTL_SECONDS = 15;

/** The default catalogue, except that a payment after the deadline is late at once instead of after half an hour. */
async function writeCatalog(directory: string): Promise<string> {
  const file = join(directory, "catalog.yaml");
  const text = await readFile("catalogs/default.yaml", "utf8");
  await writeFile(file, text.replace("paymentMinutes: 30", "paymentMinutes: 0"));
  return file;
}

/** Starts a store with nothing in it, as `npm start` would, in a folder that is removed at the end. REDIS_URL is honoured. */
export async function startStoreUnderDemo(): Promise<StoreUnderDemo> {
  const directory = await mkdtemp(join(tmpdir(), "coffer-demo-"));
  // PostgreSQL does not run as root and must be able to reach its folder.
  await chmod(directory, 0o755);
  const { REDIS_URL, DEV_BLOCK_MS } = process.env;
  const env = readEnv({
    ...(REDIS_URL === undefined ? {} : { REDIS_URL }),
    ...(DEV_BLOCK_MS === undefined ? {} : { DEV_BLOCK_MS }),
    DATA_DIR: directory,
    PORT: "0",
    CATALOG: await writeCatalog(directory),
    CHECKOUT_TTL_SECONDS: String(CHECKOUT_TTL_SECONDS),
  });
  const log = createLogger(process.env.LOG_LEVEL ?? "fatal");
  const shutdown = createShutdown(log);
  shutdown.add("folder", () => rm(directory, { recursive: true, force: true }));
  try {
    const store = await openStore(env, log, shutdown);
    const workers = await startWorkers(store);
    shutdown.add("workers", () => workers.close());
    const url = await startApi(store, shutdown);
    const keys = await ensureDevelopmentKeys(store.database.pool, directory);
    if (!(await waitUntilReady(url, AbortSignal.timeout(60_000))))
      throw new Error("The store did not become ready within a minute.");
    if (store.development === null) throw new Error("The demo needs development chains.");
    return { store, url, keys, development: store.development, close: () => shutdown.close() };
  } catch (error) {
    await shutdown.close();
    throw error;
  }
}
