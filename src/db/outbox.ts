import { newBucketId } from "../lib/ids.js";
import type { Sql } from "./sql.js";

/** What happened to an object of a wallet's bucket. */
export type NewEvent = {
  bucket: number;
  type: "grant.expiring" | "wallet.low_balance";
  objectId: string;
  /** As it goes out: amounts and times are strings. */
  payload: Record<string, string | null>;
};

/**
 * Writes an event in the transaction of what happened, so that there is an event for every fact and none without one. Here
 * and not in webhooks because the folders that state facts may not know who is told of them. The wallet that the object
 * belongs to is locked: an object's events are counted without a gap.
 */
export async function postEvent(sql: Sql, { bucket, type, objectId, payload }: NewEvent): Promise<void> {
  await sql.query(
    `INSERT INTO outbox (bucket, id, type, object_id, version, payload, created_at)
     SELECT $1, $2, $3, $4, coalesce(max(o.version), 0) + 1, $5, now() FROM outbox o WHERE o.bucket = $1 AND o.object_id = $4`,
    [bucket, newBucketId("evt", bucket), type, objectId, JSON.stringify(payload)],
  );
}
