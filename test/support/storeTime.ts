import type { Pool } from "../../src/db/client.js";

/** Moves a test database's store time to so many days after the machine's. */
export async function moveStoreTime(pool: Pool, days: number): Promise<void> {
  await pool.query(
    `CREATE OR REPLACE FUNCTION store_now() RETURNS timestamptz LANGUAGE sql STABLE RETURN now() + interval '${days} days'`,
  );
}
