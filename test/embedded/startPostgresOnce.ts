import { statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../../src/embedded/postgres.js";
import { createLogger } from "../../src/lib/log.js";

// Run as a process of its own, because only a process of another user shows what that user can do.
const [directory = ""] = process.argv.slice(2);
const postgres = await startEmbeddedPostgres({ directory, port: 15_499, durable: false, log: createLogger("fatal") });
try {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<{ answer: number }>("SELECT 1 AS answer");
  await client.end();
  process.stdout.write(JSON.stringify({ ...rows[0], owner: statSync(join(directory, "data")).uid }));
} finally {
  await postgres.close();
}
