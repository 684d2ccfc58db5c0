import type { Pool } from "../../src/db/client.js";

/** Whether anybody waits for a row's lock in this database. */
export async function isWaiting(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rowCount !== 0;
}
