import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import getPort from "get-port";
import { createKey } from "../../../src/api/keys.js";
import type { Network } from "../../../src/chains/chain.js";
import { createPool, type Pool } from "../../../src/db/client.js";
import { type FaultProxy, startFaultProxy } from "../../support/faultProxy.js";
import { startRedis, type TestRedis } from "../../support/redis.js";
import { type Plan, PROCESSES, type ProcessName } from "../plan/plan.js";
import { type AddressBook, createAddressBook } from "../scan/createAddressBook.js";
import { type KeptProcess, keepProcess } from "./keepProcess.js";
import { PLAY_NAME } from "./leftConnections.js";
import type { World } from "./startWorld.js";

export type Role = "shop" | "service-1" | "service-2" | "operator";

/** A store of one seed: a database, real API and worker processes, and two lying proxies before each chain. */
export type StoreUnderTest = {
  url: string;
  databaseName: string;
  pool: Pool;
  keys: Record<Role, string>;
  proxies: Record<Network, [FaultProxy, FaultProxy]>;
  processes: Record<ProcessName, KeptProcess>;
  redis: TestRedis | null;
  addresses: AddressBook;
  directory: string;
  /** Ends API and workers, once; their logs are in `directory` then. */
  stopProcesses(): Promise<void>;
  close(): Promise<void>;
};

const PATIENCE_MS = 120_000;

/** The default catalogue, except that a payment after the deadline is late at once instead of after half an hour. */
async function writeCatalog(directory: string): Promise<string> {
  const file = join(directory, "catalog.yaml");
  const text = await readFile("catalogs/default.yaml", "utf8");
  await writeFile(file, text.replace("paymentMinutes: 30", "paymentMinutes: 0"));
  return file;
}

async function createKeys(pool: Pool): Promise<Record<Role, string>> {
  const make = async (role: "store" | "service" | "operator", client: string) =>
    (await createKey(pool, { role, client })).key;
  return {
    shop: await make("store", "shop"),
    "service-1": await make("service", "service-1"),
    "service-2": await make("service", "service-2"),
    operator: await make("operator", "operator"),
  };
}

async function startProxies({ chains }: World, seed: number): Promise<StoreUnderTest["proxies"]> {
  const start = async (url: string, salt: number): Promise<FaultProxy> => {
    const proxy = await startFaultProxy(url);
    proxy.reseed(seed * 4 + salt);
    return proxy;
  };
  return {
    ethereum: [await start(chains.ethereum.rpcUrl, 0), await start(chains.ethereum.rpcUrl, 1)],
    tron: [await start(chains.tron.rpcUrl, 2), await start(chains.tron.rpcUrl, 3)],
  };
}

/** Starts everything of one seed. Its addresses come from an account of the seed's own, so that seeds share chains. */
export async function startStore(world: World, plan: Plan): Promise<StoreUnderTest> {
  const { seed, settings } = plan;
  const directory = join(world.directory, `seed-${seed}`);
  await mkdir(directory, { recursive: true });
  const databaseName = `simulation_${seed}_${Date.now()}`;
  const databaseUrl = await world.createDatabase(databaseName);
  // Of its own name, so that it is told from what the store's processes leave behind.
  const pool = createPool(`${databaseUrl}?application_name=${PLAY_NAME}`, 8);
  // A machine that starts several processes at once is slow; only the store's own calls are in a hurry.
  pool.options.connectionTimeoutMillis = PATIENCE_MS;
  const addresses = createAddressBook(seed);
  const proxies = await startProxies(world, seed);
  const redis = plan.redis ? await startRedis() : null;
  const port = await getPort({ host: "127.0.0.1" });
  const environment: Record<string, string> = {
    COFFER_DEV: "1",
    DATA_DIR: directory,
    DATABASE_URL: databaseUrl,
    CATALOG: await writeCatalog(directory),
    PORT: String(port),
    METRICS_PORT: "0",
    LOG_LEVEL: "info",
    ETHEREUM_RPC_URLS: proxies.ethereum.map(({ url }) => url).join(","),
    TRON_RPC_URLS: proxies.tron.map(({ url }) => url).join(","),
    ETHEREUM_USDT: world.chains.ethereum.usdt,
    TRON_USDT: world.chains.tron.usdt,
    ETHEREUM_XPUB: addresses.xpubs.ethereum,
    TRON_XPUB: addresses.xpubs.tron,
    ETHEREUM_CONFIRMATIONS: settings.ethereumConfirmations,
    CROSS_CHECK_ABOVE_USDT: settings.crossCheckAboveUsdt,
    CHECKOUT_TTL_SECONDS: String(settings.checkoutTtlSeconds),
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
  };
  const keys = await createKeys(pool);
  const started = await Promise.all(
    PROCESSES.map(async (name) => {
      const main = name === "api" ? "src/server.ts" : "workers/main.ts";
      const options = { name, main, mains: world.mains, environment, logDirectory: directory } as const;
      return [name, await keepProcess(options)] as const;
    }),
  );
  const processes = Object.fromEntries(started) as Record<ProcessName, KeptProcess>;
  let stopped: Promise<unknown> | undefined;
  const stopProcesses = async () => {
    stopped ??= Promise.all(Object.values(processes).map((each) => each.close()));
    await stopped;
  };
  const url = `http://127.0.0.1:${port}`;
  return {
    ...{ url, databaseName, pool, keys, proxies, processes, redis, addresses, directory, stopProcesses },
    close: async () => {
      await stopProcesses();
      await Promise.all([...proxies.ethereum, ...proxies.tron].map((proxy) => proxy.close()));
      await redis?.close();
      await pool.end();
    },
  };
}
