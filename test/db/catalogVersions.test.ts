import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CatalogVersions, openCatalogVersions } from "../../src/checkout/catalogVersions.js";
import type { Pool } from "../../src/db/client.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;
let source: string;
beforeAll(async () => {
  database = await createTestDatabase();
  source = await readFile("catalogs/default.yaml", "utf8");
  await openCatalogVersions(database.pool).publish(source);
});
afterAll(() => database.drop());

/** The same pool, and the statements that it was asked. */
function listening(pool: Pool): { pool: Pool; asked: string[] } {
  const asked: string[] = [];
  const query = (text: string, values: unknown[]) => {
    asked.push(text);
    return pool.query(text, values);
  };
  return { pool: Object.assign(Object.create(pool), { query }), asked };
}

test("many that ask at once share one reading of the catalogue, and get the same one", async () => {
  const { pool, asked } = listening(database.pool);
  const versions = openCatalogVersions(pool);
  const got = await Promise.all(Array.from({ length: 64 }, () => versions.current()));
  expect(new Set(got).size).toBe(1);
  // Which version is in force, and its text.
  expect(asked).toHaveLength(2);
  await versions.current();
  expect(asked).toHaveLength(2);
});

/** Versions whose readings have their answers, the first of them once `read` is settled, and get them when `open` is called. */
function held(): { versions: CatalogVersions; read: Promise<void>; open(): void } {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let answered = (): void => {};
  const read = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const query = async (text: string, values: unknown[]) => {
    const answer = await database.pool.query(text, values);
    answered();
    await gate;
    return answer;
  };
  return { versions: openCatalogVersions(Object.assign(Object.create(database.pool), { query })), read, open };
}

test("who asks after a version was published gets it, though an older one is still being read", async () => {
  const { versions, read, open } = held();
  const before = versions.current();
  await read;
  const { catalog } = await versions.publish(source.replace("id: small", "id: smallest"));
  const after = versions.current();
  open();
  expect((await before).version).not.toBe(catalog.version);
  expect((await after).version).toBe(catalog.version);
});

test("an older version whose reading ends after a newer one was published is not kept", async () => {
  const { versions, read, open } = held();
  const before = versions.current();
  await read;
  const { catalog } = await versions.publish(source.replace("id: small", "id: smaller"));
  open();
  expect((await before).version).not.toBe(catalog.version);
  expect((await versions.current()).version).toBe(catalog.version);
});

test("a reading that fails is not kept: the next asks again", async () => {
  const { pool, asked } = listening(database.pool);
  const versions = openCatalogVersions(pool);
  const { rows } = await database.pool.query("DELETE FROM catalog_versions RETURNING *");
  await expect(versions.current()).rejects.toThrow("This store has no catalogue yet.");
  for (const row of rows) {
    await database.pool.query(
      "INSERT INTO catalog_versions (version, position, source, created_at) VALUES ($1, $2, $3, $4)",
      [row.version, row.position, row.source, row.created_at],
    );
  }
  expect((await versions.current()).packs.length).toBeGreaterThan(0);
  expect(asked).toHaveLength(3);
});
