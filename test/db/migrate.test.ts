import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "../../src/db/migrate.js";
import { createLogger } from "../../src/lib/log.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const log = createLogger("silent");
const LAST = "20261121190000_operations";

/** Names of the applied migrations, in order. */
async function listApplied({ pool }: TestDatabase): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

/** Everything that migrations make: tables, functions and triggers. */
async function listObjects({ pool }: TestDatabase): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT 'relation ' || relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
     UNION ALL SELECT 'function ' || oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     UNION ALL SELECT 'column ' || attrelid::regclass || '.' || attname FROM pg_attribute
       JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
     ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

describe("case 47: a schema", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());
  const start = () => migrate(database.url, log);

  it("that is up to date is left as it is", async () => {
    const [applied, objects] = [await listApplied(database), await listObjects(database)];
    expect(applied.at(-1)).toBe(LAST);
    await start();
    expect(await listApplied(database)).toEqual(applied);
    expect(await listObjects(database)).toEqual(objects);
  });

  it("of a newer version is refused to an older one, which would read and write it wrongly", async () => {
    await database.pool.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', 'c', '20991231000000_later', now())",
    );
    await expect(start()).rejects.toMatchObject({
      code: "internal",
      message: expect.stringContaining("20991231000000_later, which this version of Coffer does not know"),
    });
  });

  it("that another tool rolled such a migration back from is taken", async () => {
    await database.pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, rolled_back_at)
       VALUES ('1', 'c', '20991231000000_later', NULL, now())`,
    );
    await start();
  });

  it("that another tool left half-migrated is refused", async () => {
    await database.pool.query("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1", [LAST]);
    await expect(start()).rejects.toThrow(`Migration ${LAST} was begun by another tool and never finished`);
  });

  it("whose migration was changed after it had been applied is refused", async () => {
    await database.pool.query("UPDATE _prisma_migrations SET checksum = 'other' WHERE migration_name = $1", [LAST]);
    await expect(start()).rejects.toThrow(`Migration ${LAST} was changed after it had been applied`);
  });
});

describe("case 47: a migration that fails halfway", () => {
  it("leaves nothing of itself, and is applied once nothing is in its way", async () => {
    const [database, whole] = [await createTestDatabase("empty"), await createTestDatabase()];
    const { pool } = database;
    const all = await listApplied(whole);
    const failing = all.indexOf("20261121170000_sessions");
    // That migration adds columns to another table before it makes this one.
    await pool.query("CREATE TABLE sessions ()");
    await expect(migrate(database.url, log)).rejects.toThrow('relation "sessions" already exists');
    expect(await listApplied(database)).toEqual(all.slice(0, failing));
    const objects = await listObjects(database);
    expect(objects).toContain("column api_keys.revoked_at");
    expect(objects).not.toContain("column api_keys.requests_per_minute");
    await pool.query("DROP TABLE sessions");
    await migrate(database.url, log);
    expect(await listApplied(database)).toEqual(all);
    expect(await listObjects(database)).toEqual(await listObjects(whole));
    await database.drop();
    await whole.drop();
  });
});
