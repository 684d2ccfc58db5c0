import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const LEDGER_TABLES = ["debits", "entries", "grants", "holds", "idempotency_keys", "once_bonuses", "wallets"];

/** Tables with a column `bucket`. */
const BUCKETED = `SELECT c.oid, c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE a.attname = 'bucket' AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped`;

async function names(text: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(text);
  return rows.map((row) => row.name);
}

describe("bucketed tables", () => {
  it("are all that belongs to a wallet", async () => {
    expect(await names(`SELECT relname AS name FROM (${BUCKETED}) t ORDER BY 1`)).toEqual(
      expect.arrayContaining(LEDGER_TABLES),
    );
  });

  it("lead every primary key and unique index with the bucket", async () => {
    expect(
      await names(`SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN (${BUCKETED}) t ON t.oid = i.indrelid
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indisunique AND a.attname <> 'bucket'`),
    ).toEqual([]);
    expect(
      await names(
        `SELECT relname AS name FROM (${BUCKETED}) t WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)`,
      ),
    ).toEqual([]);
  });

  it("refer only within the bucket", async () => {
    expect(
      await names(`SELECT k.conname AS name FROM pg_constraint k JOIN (${BUCKETED}) t ON t.oid = k.conrelid
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
       WHERE k.contype = 'f' AND (a.attname <> 'bucket' OR f.attname <> 'bucket')`),
    ).toEqual([]);
  });

  it("have no identity columns, sequences or defaults that look at the clock", async () => {
    expect(
      await names(`SELECT t.relname || '.' || a.attname AS name FROM (${BUCKETED}) t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
        LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
       WHERE a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) ~ '(nextval|now|store_now)\\('`),
    ).toEqual([]);
  });

  it("have no trigger that reads or writes any table", async () => {
    const { rows } = await database.pool.query<{ name: string; body: string }>(
      `SELECT g.tgname AS name, p.prosrc AS body FROM pg_trigger g JOIN (${BUCKETED}) t ON t.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid WHERE NOT g.tgisinternal`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(
      rows.filter((row) => /\b(select|insert|update|delete|perform|from|tg_table_name|tg_relid)\b/i.test(row.body)),
    ).toEqual([]);
  });
});

describe("the ledger's functions", () => {
  it("neither notify nor take session locks, and read the store's time once", async () => {
    const { rows } = await database.pool.query<{ name: string; body: string }>(
      "SELECT proname AS name, coalesce(prosrc, '') AS body FROM pg_proc WHERE proname LIKE 'ledger\\_%' AND pronamespace = 'public'::regnamespace",
    );
    expect(rows.map((row) => row.name)).toEqual(
      expect.arrayContaining(["ledger_burn", "ledger_change_holds", "ledger_grant", "ledger_refund"]),
    );
    expect(rows.filter((row) => /\b(notify|pg_notify|pg_(try_)?advisory)\b/i.test(row.body))).toEqual([]);
    expect(rows.filter((row) => (row.body.match(/store_now\(\)/g)?.length ?? 0) > 1)).toEqual([]);
    expect(
      rows.filter((row) =>
        /\b(now|clock_timestamp|statement_timestamp)\(\)|current_timestamp/i.test(
          row.body.replace(/store_now\(\)/g, ""),
        ),
      ),
    ).toEqual([]);
  });
});
