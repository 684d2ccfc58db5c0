import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Network } from "../../../src/chains/chain.js";
import { migrate } from "../../../src/db/migrate.js";
import { mine } from "../../../src/embedded/control.js";
import { type Development, startEmbedded } from "../../../src/embedded/startEmbedded.js";
import { createLogger } from "../../../src/lib/log.js";
import type { Mains } from "./bundleMains.js";
import type { ChainDriver } from "./chainDriver.js";
import { driveEthereum } from "./driveEthereum.js";
import { driveTron } from "./driveTron.js";

/** What stores under simulation share: a PostgreSQL server, the two development chains, and what is started of Coffer. */
export type World = {
  /** Of everything, logs and databases; kept where a seed failed. */
  directory: string;
  development: Development;
  chains: Record<Network, ChainDriver>;
  mains: Mains;
  /** Creates a migrated database; returns its URL. */
  createDatabase(name: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  close(options: { keepDirectory: boolean }): Promise<void>;
};

/** Half the default pace: a payment is final within about 5 s. */
const BLOCK_MS = 250;
/** More than any fork of a plan is deep, so that none reaches what was set up. */
const FIRST_BLOCKS = 24;
/** Is migrated once and copied for each seed. */
const TEMPLATE = "simulation_template";

/** @param stretch how many times slower than usual blocks come. */
export async function startWorld(mains: Mains, stretch = 1): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), "coffer-simulation-"));
  // PostgreSQL does not run as root and must be able to reach its folder.
  await chmod(directory, 0o755);
  const embedded = await startEmbedded({
    dataDir: directory,
    blockMs: BLOCK_MS * stretch,
    host: "127.0.0.1",
    want: { postgres: true, ethereum: true, tron: true },
    log: createLogger("fatal"),
  });
  const { development, databaseUrl } = embedded;
  if (development === null || databaseUrl === undefined)
    throw new Error("The simulation needs both chains and PostgreSQL.");
  const [ethereum, tron] = await Promise.all([driveEthereum(development), driveTron(development)]);
  for (const network of ["ethereum", "tron"] as const) await mine({ network, development, blocks: FIRST_BLOCKS });

  async function onServer(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  const urlOf = (name: string): string => {
    const url = new URL(databaseUrl);
    url.pathname = `/${name}`;
    return url.href;
  };
  await onServer(`CREATE DATABASE ${TEMPLATE}`);
  await migrate(urlOf(TEMPLATE), createLogger("fatal"));

  return {
    directory,
    development,
    chains: { ethereum, tron },
    mains,
    createDatabase: async (name) => {
      await onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
      return urlOf(name);
    },
    dropDatabase: (name) => onServer(`DROP DATABASE ${name} WITH (FORCE)`),
    close: async ({ keepDirectory }) => {
      await embedded.close();
      if (!keepDirectory) await rm(directory, { recursive: true, force: true });
    },
  };
}
