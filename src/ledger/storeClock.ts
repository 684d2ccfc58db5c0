import type { Sql } from "../db/sql.js";
import { InvariantError } from "../lib/errors.js";

/** Where the lead is kept; the function holds it as a literal, so that reading the time costs no table look-up. */
const LEAD = "clock_lead_ms";

/** How far the store's time is ahead of the database's, in milliseconds: 0 unless a test clock was moved. */
export async function readClockLead(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ value: string }>("SELECT value FROM settings WHERE name = $1", [LEAD]);
  return Number(rows[0]?.value ?? 0);
}

/**
 * Moves the store's time to `leadMs` ahead of the database's. Replaces the function that every statement reads the time
 * from, so that an unmoved clock is exactly now() and costs what now() costs.
 * @param sql a client inside a transaction, which nobody else does this in at the same time.
 * @throws InvariantError for a lead that is smaller than the one before: time only goes on.
 */
export async function setClockLead(sql: Sql, leadMs: number): Promise<void> {
  const before = await readClockLead(sql);
  if (!Number.isSafeInteger(leadMs) || leadMs < before) {
    throw new InvariantError(`The store's clock cannot go from ${before} ms ahead to ${leadMs} ms.`);
  }
  await sql.query(
    "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [LEAD, leadMs.toString()],
  );
  await sql.query(
    `CREATE OR REPLACE FUNCTION store_now() RETURNS timestamptz LANGUAGE sql STABLE
       RETURN now() + interval '${leadMs} milliseconds'`,
  );
}

/**
 * Refuses a database whose time is not the real one.
 * @throws InvariantError when store_now() is anything but now().
 */
export async function requireRealTime(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ body: string | null }>(
    "SELECT pg_get_function_sqlbody(oid) AS body FROM pg_proc WHERE oid = 'store_now()'::regprocedure",
  );
  if (rows[0]?.body === "RETURN now()") return;
  throw new InvariantError(
    "This database's store_now() is not now(): it belongs to a development store whose test clock was moved. Use another database.",
  );
}
