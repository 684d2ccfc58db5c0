import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createPool, type Pool } from "../../src/db/client.js";

export type TestDatabase = { url: string; pool: Pool; drop(): Promise<void> };

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject("postgresUrl")}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * A database of the caller's own, migrated unless it is to be `empty`; `drop` ends its connections and removes it.
 */
export async function createTestDatabase(kind: "migrated" | "empty" = "migrated"): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${kind === "empty" ? "template1" : "coffer_template"}`);
  const url = `${inject("postgresUrl")}/${name}`;
  const pool = createPool(url, 60);
  return {
    url,
    pool,
    drop: async () => {
      await pool.end();
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
