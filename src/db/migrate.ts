import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { InvariantError } from "../lib/errors.js";
import type { Logger } from "../lib/log.js";

const MIGRATIONS = new URL("../../prisma/migrations/", import.meta.url);

/** Distributes the tables where the extension is there to do it. */
const CITUS = new URL("../../prisma/citus.sql", import.meta.url);

/** The advisory lock that `prisma migrate deploy` takes, so that both kinds of migrator exclude each other. */
const PRISMA_LOCK = 72_707_369;

/** The table as `prisma migrate deploy` creates it. */
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

async function readMigrations(): Promise<{ name: string; sql: string; checksum: string }[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, MIGRATIONS), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

/** The names of what was applied. @throws InvariantError where that is not what this version can go on from. */
async function readApplied(client: pg.Client, known: ReadonlyMap<string, string>): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<Applied>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  for (const { migration_name: name, checksum, finished_at } of rows) {
    if (finished_at === null) {
      throw new InvariantError(
        `Migration ${name} was begun by another tool and never finished: see what it left, then \`npx prisma migrate resolve\`.`,
      );
    }
    if (!known.has(name)) {
      throw new InvariantError(
        `The database has migration ${name}, which this version of Coffer does not know: start the newer version, or restore a backup from before.`,
      );
    }
    if (known.get(name) !== checksum) {
      throw new InvariantError(
        `Migration ${name} was changed after it had been applied; restore its text and add a new migration.`,
      );
    }
  }
  return new Set(rows.map((row) => row.migration_name));
}

/**
 * Applies the migrations that the database lacks, each in a transaction of its own together with its row in
 * `_prisma_migrations`, so that Prisma's own tools agree about what was applied and no engine has to be downloaded.
 * @throws InvariantError when an applied migration's text has changed since, is not known here or was never finished: the
 * schema is then not what the code expects.
 */
export async function migrate(url: string, log: Logger): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_LOCK]);
    await client.query(CREATE_TABLE);
    const migrations = await readMigrations();
    const applied = await readApplied(client, new Map(migrations.map(({ name, checksum }) => [name, checksum])));
    for (const { name, sql, checksum } of migrations) {
      if (applied.has(name)) continue;
      await client.query("BEGIN");
      await client.query(sql);
      await client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)`,
        [randomUUID(), checksum, name],
      );
      await client.query("COMMIT");
      log.info({ migration: name }, "migration applied");
    }
    const { rowCount: distributed } = await client.query("SELECT FROM pg_extension WHERE extname = 'citus'");
    if (distributed === 1) await client.query(await readFile(CITUS, "utf8"));
  } finally {
    await client.end();
  }
}
