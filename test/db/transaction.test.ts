import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "../../src/db/transaction.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query("CREATE TABLE counters (id integer PRIMARY KEY, value integer NOT NULL)");
  await database.pool.query("INSERT INTO counters VALUES (1, 0), (2, 0)");
});
afterAll(() => database.drop());

test("transactions that deadlock are run again and both take effect", async () => {
  const bump = (first: number, second: number) =>
    transaction(database.pool, async (sql) => {
      await sql.query("UPDATE counters SET value = value + 1 WHERE id = $1", [first]);
      await sql.query("SELECT pg_sleep(0.2)");
      await sql.query("UPDATE counters SET value = value + 1 WHERE id = $1", [second]);
    });
  await Promise.all([bump(1, 2), bump(2, 1)]);
  const { rows } = await database.pool.query("SELECT value FROM counters ORDER BY id");
  expect(rows).toEqual([{ value: 2 }, { value: 2 }]);
});

test("a transaction that is refused every time ends after five attempts, each rolled back (case 40)", async () => {
  let attempts = 0;
  const work = transaction(database.pool, async (sql) => {
    attempts += 1;
    await sql.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await sql.query("SELECT FROM counters WHERE id = 2");
    await sql.query("UPDATE counters SET value = value + 100 WHERE id = 1");
    // Another one changes what this one has seen: PostgreSQL refuses its change with 40001.
    await database.pool.query("UPDATE counters SET value = value + 1 WHERE id = 2");
    await sql.query("UPDATE counters SET value = value + 100 WHERE id = 2");
  });
  await expect(work).rejects.toMatchObject({ name: "UnavailableError", cause: { code: "40001" } });
  expect(attempts).toBe(5);
  const { rows } = await database.pool.query("SELECT value FROM counters ORDER BY id");
  expect(rows).toEqual([{ value: 2 }, { value: 7 }]);
});

test("a transaction whose work throws leaves nothing behind and passes the error on", async () => {
  const work = transaction(database.pool, async (sql) => {
    await sql.query("INSERT INTO counters VALUES (3, 0)");
    throw new Error("no");
  });
  await expect(work).rejects.toThrow("no");
  const { rowCount } = await database.pool.query("SELECT 1 FROM counters WHERE id = 3");
  expect(rowCount).toBe(0);
});
