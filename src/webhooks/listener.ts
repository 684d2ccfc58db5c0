import type { Pool } from "../db/client.js";
import { EVENT_TYPES, type EventType } from "../db/outbox.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { newId } from "../lib/ids.js";

/** A command line that says nothing for so long is gone, and is told nothing more. */
const LISTENS_SECONDS = 15;
/** The client that the endpoints of command lines belong to. */
const CLIENT = "coffer listen";

/** Makes the endpoint of a developer's command line, which has events as long as it is renewed. @returns its id. */
export async function openListener(
  pool: Pool,
  url: string,
  events: readonly EventType[] = EVENT_TYPES,
): Promise<string> {
  const id = newId("whe");
  await transaction(pool, async (sql) => {
    // Command lines that were killed could not delete theirs.
    await sql.query("DELETE FROM webhook_endpoints WHERE listens_until < now() - interval '1 hour'");
    await sql.query("INSERT INTO clients (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", [
      newId("cli"),
      CLIENT,
    ]);
    // It signs by a secret of its own: the seed is of no use.
    await sql.query(
      `INSERT INTO webhook_endpoints (id, client_id, url, events, seed, listens_until)
       SELECT $1, c.id, $2, $3, '', now() + make_interval(secs => $4) FROM clients c WHERE c.name = $5`,
      [id, url, events, LISTENS_SECONDS, CLIENT],
    );
  });
  return id;
}

/** Says that the command line is still there. */
export async function renewListener(sql: Sql, id: string): Promise<void> {
  await sql.query("UPDATE webhook_endpoints SET listens_until = now() + make_interval(secs => $2) WHERE id = $1", [
    id,
    LISTENS_SECONDS,
  ]);
}

/** Ends it, with what was on its way to it. */
export async function closeListener(sql: Sql, id: string): Promise<void> {
  await sql.query("DELETE FROM webhook_endpoints WHERE id = $1", [id]);
}
