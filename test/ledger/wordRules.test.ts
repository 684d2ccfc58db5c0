import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it.each([
  ["entries", "code"],
  ["entries", "from_account"],
  ["entries", "to_account"],
  ["grants", "kind"],
  ["grants", "source_type"],
  ["holds", "state"],
])("%s.%s takes none but its own words", async (table, column) => {
  // A copy has the columns with their types and nothing else that could refuse the row.
  await database.pool.query(`CREATE TABLE copy AS SELECT ${column} FROM ${table}`);
  const insert = database.pool.query(`INSERT INTO copy VALUES ('nonsense')`);
  await expect(insert).rejects.toMatchObject({ code: "23514" });
  await database.pool.query("DROP TABLE copy");
});
