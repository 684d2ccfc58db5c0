import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../src/db/migrate.js";
import { startEmbeddedPostgres } from "../../src/embedded/postgres.js";
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
  const log = createLogger("silent");
  // Tests lose nothing worth keeping in a crash; the ones about durability start their own server.
  const server = await startEmbeddedPostgres({ directory, port: await getPort(), durable: false, log });
  const url = new URL(server.url);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query("CREATE DATABASE coffer_template");
  await client.end();
  url.pathname = "/";
  const base = url.href.slice(0, -1);
  await migrate(`${base}/coffer_template`, log);
  project.provide("postgresUrl", base);
  return async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  };
}
