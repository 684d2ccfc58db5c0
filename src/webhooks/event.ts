import type { EventType } from "../db/outbox.js";
import type { Sql } from "../db/sql.js";
import { CofferError } from "../lib/errors.js";
import { BUCKETS, bucketOf } from "../lib/ids.js";

/** What happened, as it is kept: its data is rendered from the facts. */
export type Event = {
  id: string;
  type: EventType;
  objectId: string;
  /** Counts the object's events from 1. */
  version: bigint;
  facts: Record<string, unknown>;
  createdAt: Date;
};

export type EventFilter = { type: EventType | null; objectId: string | null };

const SELECT = `SELECT id, type, object_id AS "objectId", version, facts, created_at AS "createdAt" FROM outbox`;

/** The bucket in an object's id, for those that have one; the events of the others are elsewhere (`outbox_bucket`). */
function bucketOfObject(objectId: string | null): number | null {
  const bucket = Number(/^[a-z]{3}_\w+(\d\d)$/.exec(objectId ?? "")?.[1] ?? Number.NaN);
  return bucket < BUCKETS ? bucket : null;
}

/** Up to `limit` events, newest first, older than the one with the id `before`. */
export async function listEvents(
  sql: Sql,
  filter: EventFilter,
  limit: number,
  before: string | null,
): Promise<Event[]> {
  const { rows } = await sql.query<Event>(
    `${SELECT} WHERE ($1::text IS NULL OR type = $1) AND ($3::text IS NULL OR id < $3)
        AND ($2::text IS NULL OR object_id = $2 AND bucket IN (outbox_bucket($2), $5))
      ORDER BY id DESC LIMIT $4`,
    [filter.type, filter.objectId, before, limit, bucketOfObject(filter.objectId)],
  );
  return rows;
}

/** @throws CofferError `not_found` */
export async function readEvent(sql: Sql, id: string): Promise<Event> {
  const { rows } = await sql.query<Event>(`${SELECT} WHERE bucket = $1 AND id = $2`, [bucketOf("evt", id) ?? -1, id]);
  if (rows[0] === undefined) throw new CofferError("not_found", "There is no such event.");
  return rows[0];
}
