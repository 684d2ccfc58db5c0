import type { Pool } from "../db/client.js";
import type { Recorder } from "../db/recorder.js";
import { transaction } from "../db/transaction.js";
import { newId } from "../lib/ids.js";
import { DELIVERY_COLUMNS, type Delivery } from "./delivery.js";
import type { Owner } from "./endpoint.js";
import { readEvent } from "./event.js";

/** Who is told of an event of the type $1: endpoints that want it and can have it. */
const WANTS_TYPE = `$1 = ANY (e.events) AND e.disabled_at IS NULL AND (e.listens_until IS NULL OR e.listens_until > now())`;

/**
 * Has an event delivered again, with all tries, to the endpoints of `owner` that want it, and to developers who listen.
 * Receivers see the same webhook-id. One that is being tried at this moment is tried once more.
 * @returns the deliveries, which may go to nobody.
 * @throws CofferError `not_found`
 */
export async function redeliver(
  pool: Pool,
  owner: Owner,
  eventId: string,
  record?: Recorder<Delivery[]>,
): Promise<Delivery[]> {
  return transaction(pool, async (sql) => {
    const { type } = await readEvent(sql, eventId);
    const { rows: endpoints } = await sql.query<{ id: string }>(
      `SELECT e.id FROM webhook_endpoints e
        WHERE ${WANTS_TYPE} AND ($2::text IS NULL OR e.client_id = $2 OR e.listens_until IS NOT NULL) ORDER BY e.id
        FOR KEY SHARE`,
      [type, owner],
    );
    const { rows } = await sql.query<Delivery>(
      `INSERT INTO webhook_deliveries AS d (id, endpoint_id, event_id, event_type, state, next_attempt_at)
       SELECT n.id, n.endpoint_id, $3, $4, 'pending', now() FROM unnest($1::text[], $2::text[]) AS n(id, endpoint_id)
       ON CONFLICT (endpoint_id, event_id) DO UPDATE
         SET state = 'pending', attempts = 0, next_attempt_at = now(), failure = NULL, ended_at = NULL,
             claims = d.claims + 1, claimed_until = NULL
       RETURNING ${DELIVERY_COLUMNS}`,
      [endpoints.map(() => newId("dlv")), endpoints.map(({ id }) => id), eventId, type],
    );
    await record?.(sql, null, rows);
    return rows;
  });
}
