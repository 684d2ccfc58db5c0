import { setTimeout as delay } from "node:timers/promises";
import type { Pool } from "../../../src/db/client.js";

/** What the play itself is called among the clients of PostgreSQL, which tells it from the store's processes. */
export const PLAY_NAME = "simulation";

/** A backend that still serves a process of the store. */
export type LeftConnection = { pid: number; state: string | null; query: string };

/** PostgreSQL notices the end of a client that was killed when it next turns to it. */
const END_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 200;

/** Who is still connected to the store's database after its processes ended. */
export async function readLeftConnections(pool: Pool): Promise<LeftConnection[]> {
  const until = Date.now() + END_WITHIN_MS;
  for (;;) {
    const { rows } = await pool.query<LeftConnection>(
      `SELECT pid, state, query FROM pg_stat_activity
       WHERE datname = current_database() AND backend_type = 'client backend' AND application_name <> $1`,
      [PLAY_NAME],
    );
    if (rows.length === 0 || Date.now() > until) return rows;
    await delay(LOOK_EVERY_MS);
  }
}
