import { announce } from "../db/notify.js";
import { postEventsOf } from "../db/outbox.js";
import type { Sql } from "../db/sql.js";
import { type Checkout, lockCheckout } from "./checkout.js";
import { statusFor } from "./settleStatus.js";

/** What a checkout has received, in USDT base units. */
type Received = { inTimeFinal: bigint; lateFinal: bigint; pendingSeen: boolean; deadlinePassed: boolean };

/**
 * Credited money only counts as final once it is credited, so that a checkout never says "paid" before its credits are
 * there. Its deadline has passed when both our clock and the scanned chain are beyond it: a payment in a block that was
 * not read yet may still be in time. What is final and waits for more money, up to the minimum, keeps nothing open.
 */
async function readReceived(sql: Sql, checkout: Checkout): Promise<Received> {
  const { rows } = await sql.query<{ in_time: string; late: string; pending: boolean; passed: boolean }>(
    `SELECT
       coalesce(sum(amount) FILTER (WHERE status = 'credited' AND block_at <= $2), 0)::text AS in_time,
       coalesce(sum(amount) FILTER (WHERE status = 'credited' AND block_at > $2), 0)::text AS late,
       coalesce(bool_or(status IN ('detected', 'confirming') AND (final_at IS NULL OR due_at IS NOT NULL) AND block_at <= $2), false) AS pending,
       store_now() > $2 AND NOT EXISTS (
         SELECT 1 FROM networks WHERE network = $3 AND (cursor_at IS NULL OR cursor_at <= $2)) AS passed
     FROM deposits WHERE checkout_id = $1`,
    [checkout.id, checkout.inTimeUntil, checkout.network],
  );
  const row = rows[0];
  return {
    inTimeFinal: BigInt(row?.in_time ?? 0),
    lateFinal: BigInt(row?.late ?? 0),
    pendingSeen: row?.pending ?? false,
    // One that has ended may be of a network that is not watched any more; only money takes it out of that.
    deadlinePassed: checkout.status === "expired" || (row?.passed ?? false),
  };
}

/** Brings a locked checkout's status in line with its deposits and the time, and announces it where that changed anything. */
export async function updateStatus(sql: Sql, checkout: Checkout): Promise<void> {
  const { due, tolerance } = { due: checkout.amountDue, tolerance: checkout.tolerance };
  const received = await readReceived(sql, checkout);
  const { status, exception } = statusFor({ due, tolerance, cancelled: checkout.cancelledAt !== null, ...received });
  await announce(sql, [{ checkout: checkout.id }]);
  if (status === checkout.status && exception === checkout.exception) return;
  const ended = status !== "open" && status !== "confirming";
  await sql.query(
    `UPDATE checkouts SET status = $2, exception = $3, version = version + 1,
       ended_at = CASE WHEN $4 THEN coalesce(ended_at, store_now()) END WHERE id = $1`,
    [checkout.id, status, exception, ended],
  );
  if (status === checkout.status) return;
  if (status === "paid" || status === "expired")
    await postEventsOf(sql, "checkout", `checkout.${status}`, [checkout.id]);
}

/** {@link updateStatus} for several checkouts, locked in the order of their ids. */
export async function updateStatuses(sql: Sql, checkoutIds: ReadonlySet<string>): Promise<void> {
  for (const id of [...checkoutIds].sort()) await updateStatus(sql, await lockCheckout(sql, id));
}
