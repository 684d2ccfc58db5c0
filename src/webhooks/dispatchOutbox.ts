import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { newId } from "../lib/ids.js";

/** Events handed on in one transaction. */
const BATCH = 200;

type Waiting = { id: string; type: string };

/** A delivery for each endpoint that wants the event; an endpoint that is deleted or disabled meanwhile waits for this to be done. */
async function writeDeliveries(sql: Sql, events: Waiting[]): Promise<void> {
  const { rows: endpoints } = await sql.query<{ id: string; events: string[] }>(
    `SELECT e.id, e.events FROM webhook_endpoints e
      WHERE e.disabled_at IS NULL AND (e.listens_until IS NULL OR e.listens_until > now()) ORDER BY e.id FOR KEY SHARE`,
  );
  const wanted = events.flatMap((event) =>
    endpoints.filter((endpoint) => endpoint.events.includes(event.type)).map((endpoint) => ({ endpoint, event })),
  );
  if (wanted.length === 0) return;
  await sql.query(
    `INSERT INTO webhook_deliveries (id, endpoint_id, event_id, event_type, state, next_attempt_at)
     SELECT n.id, n.endpoint_id, n.event_id, n.event_type, 'pending', now()
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS n(id, endpoint_id, event_id, event_type)
     ON CONFLICT (endpoint_id, event_id) DO NOTHING`,
    [
      // Sorted, so that deliveries of one call are listed in the order of their events.
      wanted.map(() => newId("dlv")).sort(),
      wanted.map(({ endpoint }) => endpoint.id),
      wanted.map(({ event }) => event.id),
      wanted.map(({ event }) => event.type),
    ],
  );
}

async function dispatchBucket(pool: Pool, bucket: number): Promise<number> {
  return transaction(pool, async (sql) => {
    const { rows } = await sql.query<Waiting>(
      "SELECT id, type FROM outbox WHERE bucket = $1 AND dispatched_at IS NULL ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED",
      [bucket, BATCH],
    );
    if (rows.length === 0) return 0;
    await writeDeliveries(sql, rows);
    await sql.query("UPDATE outbox SET dispatched_at = now() WHERE bucket = $1 AND id = ANY($2)", [
      bucket,
      rows.map(({ id }) => id),
    ]);
    return rows.length;
  });
}

/**
 * Turns the events that wait in the outbox into deliveries, bucket by bucket. Safe to run at any time, by any number of
 * processes at once: an event is handed on once.
 * @returns how many events were.
 */
export async function dispatchOutbox(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ bucket: number }>(
    "SELECT DISTINCT bucket FROM outbox WHERE dispatched_at IS NULL ORDER BY bucket",
  );
  let dispatched = 0;
  for (const { bucket } of rows) {
    for (let count = BATCH; count === BATCH; dispatched += count) count = await dispatchBucket(pool, bucket);
  }
  return dispatched;
}
