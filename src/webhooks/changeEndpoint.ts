import type { Pool } from "../db/client.js";
import type { EventType } from "../db/outbox.js";
import type { Recorder } from "../db/recorder.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { type Endpoint, type Owner, readEndpoint } from "./endpoint.js";
import { newSeed } from "./secret.js";

/** Endpoints that one client may have: each event costs one delivery for each of them. */
const ENDPOINTS_MAX = 20;
/** Only somebody who deletes one makes room: a client must not wait for that. */
const ROOM_AFTER_SECONDS = 3_600;

/** Makes an endpoint of this new id. @throws CofferError `rate_limited` when the client has too many. */
export async function createEndpoint(
  pool: Pool,
  { id, clientId, url, events }: { id: string; clientId: string; url: string; events: readonly EventType[] },
  record?: Recorder<Endpoint>,
): Promise<Endpoint> {
  return transaction(pool, async (sql) => {
    // Locked, so that several made at once are counted one after the other.
    await sql.query("SELECT 1 FROM clients WHERE id = $1 FOR NO KEY UPDATE", [clientId]);
    const { rows } = await sql.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM webhook_endpoints WHERE client_id = $1",
      [clientId],
    );
    if ((rows[0]?.count ?? 0) >= ENDPOINTS_MAX) {
      throw new CofferError(
        "rate_limited",
        `This client has ${ENDPOINTS_MAX} webhook endpoints; delete one of them first.`,
        { retryAfterSeconds: ROOM_AFTER_SECONDS },
      );
    }
    await sql.query("INSERT INTO webhook_endpoints (id, client_id, url, events, seed) VALUES ($1, $2, $3, $4, $5)", [
      id,
      clientId,
      url,
      [...new Set(events)],
      newSeed(),
    ]);
    const created = await readEndpoint(sql, null, id);
    await record?.(sql, null, created);
    return created;
  });
}

/** Deletes an endpoint with its deliveries. @throws CofferError `not_found` */
export async function deleteEndpoint(
  pool: Pool,
  owner: Owner,
  id: string,
  record?: Recorder<Endpoint>,
): Promise<Endpoint> {
  return transaction(pool, async (sql) => {
    const endpoint = await readEndpoint(sql, owner, id);
    await sql.query("DELETE FROM webhook_endpoints WHERE id = $1", [id]);
    await record?.(sql, endpoint, null);
    return endpoint;
  });
}

/**
 * Gives an endpoint a new secret. For `overlapSeconds` the one before signs as well, so that receivers that know only one
 * of the two go on without a gap.
 * @throws CofferError `not_found`
 */
export async function rotateSecret(
  pool: Pool,
  owner: Owner,
  id: string,
  overlapSeconds: number,
  record?: Recorder<Endpoint>,
): Promise<Endpoint> {
  return change({ pool, owner, id, record }, (sql) =>
    sql.query(
      `UPDATE webhook_endpoints SET previous_seed = seed, previous_until = now() + make_interval(secs => $3), seed = $2 WHERE id = $1`,
      [id, newSeed(), overlapSeconds],
    ),
  );
}

/** Has an endpoint that was disabled told again, of what happens from now on. @throws CofferError `not_found` */
export async function enableEndpoint(
  pool: Pool,
  owner: Owner,
  id: string,
  record?: Recorder<Endpoint>,
): Promise<Endpoint> {
  return change({ pool, owner, id, record }, (sql) =>
    sql.query("UPDATE webhook_endpoints SET disabled_at = NULL, disabled_reason = NULL WHERE id = $1", [id]),
  );
}

type Change = { pool: Pool; owner: Owner; id: string; record: Recorder<Endpoint> | undefined };

async function change({ pool, owner, id, record }: Change, work: (sql: Sql) => Promise<unknown>): Promise<Endpoint> {
  return transaction(pool, async (sql) => {
    const before = await readEndpoint(sql, owner, id);
    await work(sql);
    const after = await readEndpoint(sql, owner, id);
    await record?.(sql, before, after);
    return after;
  });
}
