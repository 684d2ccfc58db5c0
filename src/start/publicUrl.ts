import type { Sql } from "../db/sql.js";
import type { Env } from "../lib/env.js";

const NAME = "public_url";

/** Where buyers and clients reach the store, without a slash at the end: as the environment says, else where the API listens. */
export function publicUrlOf(env: Env, listensAt: string): string {
  return env.publicUrl?.replace(/\/$/, "") ?? listensAt;
}

/** Tells the store's other processes, which listen nowhere, where the API is reached. */
export async function keepPublicUrl(sql: Sql, url: string): Promise<void> {
  await sql.query(
    "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [NAME, url],
  );
}

/** {@link publicUrlOf} in a process that is not the API: as an API said last. */
export async function readPublicUrl(sql: Sql, env: Env): Promise<string> {
  const { rows } = await sql.query<{ value: string }>("SELECT value FROM settings WHERE name = $1", [NAME]);
  return publicUrlOf(env, rows[0]?.value ?? `http://${env.host}:${env.port}`);
}
