import type { EventType } from "../db/outbox.js";
import type { Sql } from "../db/sql.js";

/** One try to deliver: what the endpoint answered, or why it could not be asked. */
export type Try = {
  /** RFC 3339. */
  at: string;
  status: number | null;
  error: string | null;
  latencyMs: number;
};

export type DeliveryState = "pending" | "delivered" | "failed";

/** An event on its way to an endpoint. */
export type Delivery = {
  id: string;
  endpointId: string;
  eventId: string;
  eventType: EventType;
  state: DeliveryState;
  /** Tries since it was last asked for. */
  attempts: number;
  /** All tries, oldest first. */
  tries: Try[];
  /** While it is pending. */
  nextAttemptAt: Date | null;
  /** Why it was given up. */
  failure: string | null;
  createdAt: Date;
  endedAt: Date | null;
};

/** The columns of `webhook_deliveries AS d` that make a {@link Delivery}. */
export const DELIVERY_COLUMNS = `d.id, d.endpoint_id AS "endpointId", d.event_id AS "eventId", d.event_type AS "eventType", d.state,
  d.attempts, d.tries, d.next_attempt_at AS "nextAttemptAt", d.failure, d.created_at AS "createdAt", d.ended_at AS "endedAt"`;

/** For how long after its end a delivery is listed. */
const KEPT_DAYS = 90;

/** Forgets deliveries that ended long ago; their events are kept. */
export async function forgetDeliveries(sql: Sql): Promise<void> {
  await sql.query("DELETE FROM webhook_deliveries WHERE ended_at < now() - make_interval(days => $1)", [KEPT_DAYS]);
}

/** Up to `limit` deliveries of an endpoint, newest first, older than the one with the id `before`. */
export async function listDeliveries(
  sql: Sql,
  filter: { endpointId: string; state: DeliveryState | null },
  limit: number,
  before: string | null,
): Promise<Delivery[]> {
  const { rows } = await sql.query<Delivery>(
    `SELECT ${DELIVERY_COLUMNS} FROM webhook_deliveries d
      WHERE d.endpoint_id = $1 AND ($2::text IS NULL OR d.state = $2) AND ($4::text IS NULL OR d.id < $4)
      ORDER BY d.id DESC LIMIT $3`,
    [filter.endpointId, filter.state, limit, before],
  );
  return rows;
}
