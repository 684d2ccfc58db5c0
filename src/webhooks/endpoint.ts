import type { EventType } from "../db/outbox.js";
import type { Sql } from "../db/sql.js";
import { CofferError } from "../lib/errors.js";

/** Where a client is told of events. */
export type Endpoint = {
  id: string;
  clientId: string;
  /** The client's name. */
  client: string;
  url: string;
  events: EventType[];
  seed: string;
  previousSeed: string | null;
  /** Until then the secret before the last rotation signs as well. */
  previousUntil: Date | null;
  disabledAt: Date | null;
  disabledReason: string | null;
  /** Set where the command line delivers. */
  listensUntil: Date | null;
  createdAt: Date;
};

const SELECT = `SELECT e.id, e.client_id AS "clientId", c.name AS client, e.url, e.events, e.seed, e.previous_seed AS "previousSeed",
  e.previous_until AS "previousUntil", e.disabled_at AS "disabledAt", e.disabled_reason AS "disabledReason",
  e.listens_until AS "listensUntil", e.created_at AS "createdAt" FROM webhook_endpoints e JOIN clients c ON c.id = e.client_id`;

/** Whose endpoints may be seen: one client's, or null for all. */
export type Owner = string | null;

/** Up to `limit` endpoints, newest first, older than the one with the id `before`. */
export async function listEndpoints(
  sql: Sql,
  owner: Owner,
  limit: number,
  before: string | null = null,
): Promise<Endpoint[]> {
  const { rows } = await sql.query<Endpoint>(
    `${SELECT} WHERE ($1::text IS NULL OR e.client_id = $1) AND ($3::text IS NULL OR e.id < $3) ORDER BY e.id DESC LIMIT $2`,
    [owner, limit, before],
  );
  return rows;
}

/** @throws CofferError `not_found`, also for another client's. */
export async function readEndpoint(sql: Sql, owner: Owner, id: string): Promise<Endpoint> {
  const { rows } = await sql.query<Endpoint>(`${SELECT} WHERE e.id = $1 AND ($2::text IS NULL OR e.client_id = $2)`, [
    id,
    owner,
  ]);
  if (rows[0] === undefined) throw new CofferError("not_found", "There is no such webhook endpoint.");
  return rows[0];
}
