import type { Sql } from "../db/sql.js";

/** An event as its receivers see it. */
export type Event = {
  id: string;
  type: string;
  objectId: string;
  /** Counts the object's events from 1. */
  version: bigint;
  payload: Record<string, unknown>;
  createdAt: Date;
};

export type EventFilter = { type: string | null; objectId: string | null };

/** Up to `limit` events, newest first, older than the one with the id `before`. */
export async function listEvents(
  sql: Sql,
  filter: EventFilter,
  limit: number,
  before: string | null,
): Promise<Event[]> {
  const { rows } = await sql.query<Event>(
    `SELECT id, type, object_id AS "objectId", version, payload, created_at AS "createdAt" FROM outbox
      WHERE ($1::text IS NULL OR type = $1) AND ($2::text IS NULL OR object_id = $2) AND ($3::text IS NULL OR id < $3)
      ORDER BY id DESC LIMIT $4`,
    [filter.type, filter.objectId, before, limit],
  );
  return rows;
}
