import type { Sql } from "../db/sql.js";

const SETTING = "database_identity";

/** Names the database itself rather than what is in it: a dump that was restored elsewhere has another. */
async function readIdentity(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ identity: string }>(
    `SELECT system_identifier || '/' || oid AS identity FROM pg_control_system(), pg_database WHERE datname = current_database()`,
  );
  return rows[0]?.identity ?? "";
}

/**
 * Stops the issuing of new addresses in a store whose rows came from another database: the store that was lost may have
 * issued addresses after its last backup, and an index that is issued twice would give two wallets one address. Fails
 * over to a standby keep the identity. Called at start, before networks are pinned.
 * @returns whether addresses wait for `coffer addresses skip`.
 */
export async function fenceRestoredStore(sql: Sql): Promise<boolean> {
  const identity = await readIdentity(sql);
  const { rows } = await sql.query<{ value: string }>(
    `INSERT INTO settings (name, value) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET value = settings.value RETURNING value`,
    [SETTING, identity],
  );
  if (rows[0]?.value === identity) return false;
  await sql.query(
    `INSERT INTO address_counters AS counter (network, next_index, fenced_at) SELECT network, 0, now() FROM networks
     ON CONFLICT (network) DO UPDATE SET fenced_at = coalesce(counter.fenced_at, excluded.fenced_at)`,
  );
  return true;
}

/** Lifts the fence: this database is the store from now on. Call it in the transaction that moves the counters. */
export async function acceptRestoredStore(sql: Sql): Promise<void> {
  await sql.query("UPDATE settings SET value = $2 WHERE name = $1", [SETTING, await readIdentity(sql)]);
  await sql.query("UPDATE address_counters SET fenced_at = NULL");
}
