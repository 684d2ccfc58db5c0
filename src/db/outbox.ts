import type { Sql } from "./sql.js";

/** Every type of event, in the order of the documentation. */
export const EVENT_TYPES = [
  "checkout.created",
  "checkout.paid",
  "checkout.expired",
  "deposit.detected",
  "deposit.credited",
  "deposit.stuck",
  "deposit.reorged",
  "grant.created",
  "grant.expiring",
  "wallet.low_balance",
  "hold.expired",
  "debit.refunded",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** What happened to an object of a wallet's bucket. */
export type NewEvent = {
  bucket: number;
  type: EventType;
  objectId: string;
  /** From which its data is rendered: amounts and times are strings. */
  facts: Record<string, unknown>;
};

/**
 * Writes an event in the transaction of what happened, so that there is an event for every fact and none without one. Here
 * and not in webhooks because the folders that state facts may not know who is told of them. The wallet that the object
 * belongs to is locked: an object's events are counted without a gap. The ledger's functions post their own.
 */
export async function postEvent(sql: Sql, { bucket, type, objectId, facts }: NewEvent): Promise<void> {
  await sql.query("SELECT outbox_post($1, $2, $3, $4)", [bucket, type, objectId, JSON.stringify(facts)]);
}

/** Where the SQL functions are that say what an event of such an object keeps. */
const KEPT = { checkout: "checkouts", deposit: "deposits" } as const;

/** {@link postEvent} for checkouts or deposits as their rows are now; the rows are locked, or new. */
export async function postEventsOf<Kind extends keyof typeof KEPT>(
  sql: Sql,
  kind: Kind,
  type: Extract<EventType, `${Kind}.${string}`>,
  ids: string[],
): Promise<void> {
  await sql.query(
    `SELECT outbox_post(outbox_bucket(o.id), $1, o.id, ${kind}_facts(o))
     FROM unnest($2::text[]) WITH ORDINALITY AS told (id, n) JOIN ${KEPT[kind]} AS o USING (id) ORDER BY n`,
    [type, ids],
  );
}
