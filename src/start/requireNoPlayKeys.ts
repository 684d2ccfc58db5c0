import type { Sql } from "../db/sql.js";
import { EnvError } from "../lib/env.js";

/**
 * Refuses a database that development keys still open: they lie in a file, and were printed.
 * @throws EnvError naming their ids.
 */
export async function requireNoPlayKeys(sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM api_keys WHERE play AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
  );
  if (rows.length === 0) return;
  throw new EnvError(
    `DATABASE_URL: this database still takes a development store's play keys (${rows.map(({ id }) => id).join(", ")}); ` +
      "start with an empty database.",
  );
}
