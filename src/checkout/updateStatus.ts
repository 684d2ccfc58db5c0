import { announce } from "../db/notify.js";
import { postEventsOf } from "../db/outbox.js";
import type { Sql } from "../db/sql.js";
import { notGivenBackBefore } from "../ledger/notGivenBack.js";
import { InvariantError } from "../lib/errors.js";
import { type Checkout, lockCheckout } from "./checkout.js";
import { type CheckoutException, type CheckoutStatus, statusFor } from "./settleStatus.js";
import { UNDER_WAY } from "./underWay.js";

/** Where a checkout stands as it is stored, and what it has received, in USDT base units. */
type Progress = {
  before: { status: CheckoutStatus; exception: CheckoutException | null };
  /** Whether it was paid once. */
  wasPaid: boolean;
  cancelled: boolean;
  inTimeFinal: bigint;
  lateFinal: bigint;
  pendingSeen: boolean;
  deadlinePassed: boolean;
};

type ProgressRow = {
  status: CheckoutStatus;
  exception: CheckoutException | null;
  cancelled: boolean;
  was_paid: boolean;
  in_time: string;
  late: string;
  pending: boolean;
  passed: boolean;
};

/** Whether a fork holds a credited payment of it, which may come back. */
const ONE_IS_LOST = `EXISTS (
  SELECT FROM deposits lost WHERE lost.checkout_id = c.id AND lost.stuck_reason = 'reorged_after_credit')`;
/**
 * What its buyer gives back after a checkout was paid does not make it unpaid: the shop was told, and operators pay it back.
 * While it is unpaid because a fork took a payment, it pays nothing anew: that payment may be gone for good.
 */
const GIVEN_BACK_COUNTS_FROM = `CASE WHEN c.status <> 'paid' AND ${ONE_IS_LOST}
  THEN 'infinity' ELSE coalesce(c.paid_at, 'infinity') END`;
const COUNTS = `status = 'credited' AND ${notGivenBackBefore(GIVEN_BACK_COUNTS_FROM)}`;

/**
 * Credited money only counts as final once it is credited, so that a checkout never says "paid" before its credits are
 * there. Its deadline has passed when both our clock and the scanned chain are beyond it: a payment in a block that was
 * not read yet may still be in time. What is final and waits for more money, up to the minimum, keeps nothing open.
 */
async function readProgress(sql: Sql, checkout: Checkout): Promise<Progress> {
  // What may have changed since the caller read the checkout is read of the locked row itself.
  const { rows } = await sql.query<ProgressRow>(
    `SELECT c.status, c.exception, c.cancelled_at IS NOT NULL AS cancelled, c.paid_at IS NOT NULL AS was_paid, received.*,
       store_now() > $2 AND NOT EXISTS (
         SELECT 1 FROM networks WHERE network = $3 AND (cursor_at IS NULL OR cursor_at <= $2)) AS passed
     FROM checkouts c, LATERAL (
       SELECT
         coalesce(sum(amount) FILTER (WHERE ${COUNTS} AND block_at <= $2), 0)::text AS in_time,
         coalesce(sum(amount) FILTER (WHERE ${COUNTS} AND block_at > $2), 0)::text AS late,
         coalesce(bool_or(${UNDER_WAY} AND block_at <= $2), false) AS pending
       FROM deposits WHERE checkout_id = c.id) AS received
     WHERE c.id = $1`,
    [checkout.id, checkout.inTimeUntil, checkout.network],
  );
  const [row] = rows;
  if (row === undefined) throw new InvariantError(`Checkout ${checkout.id} is locked and not there.`);
  const { status, exception, cancelled, in_time, late, pending, passed } = row;
  return {
    ...{ before: { status, exception }, wasPaid: row.was_paid, cancelled, pendingSeen: pending },
    ...{ inTimeFinal: BigInt(in_time), lateFinal: BigInt(late) },
    // One that has ended may be of a network that is not watched any more; only money takes it out of that.
    deadlinePassed: status === "expired" || passed,
  };
}

/** Lets a checkout that is not paid any more be as if it had never been: what was given back counts for nothing then. */
export async function forgetPaid(sql: Sql, checkoutId: string): Promise<void> {
  await sql.query("UPDATE checkouts SET paid_at = NULL WHERE id = $1 AND status <> 'paid'", [checkoutId]);
}

/** {@link forgetPaid}, unless a fork holds a payment that may come back. */
async function forgetPaidUnlessLost(sql: Sql, checkoutId: string): Promise<void> {
  const { rowCount } = await sql.query(`SELECT 1 FROM checkouts c WHERE id = $1 AND NOT ${ONE_IS_LOST}`, [checkoutId]);
  if (rowCount !== 0) await forgetPaid(sql, checkoutId);
}

/**
 * Brings a locked checkout's status in line with its deposits and the time, and announces it where that changed anything.
 * In a transaction that changes several of its deposits it comes after the last of them: what holds in between is told nobody.
 */
export async function updateStatus(sql: Sql, checkout: Checkout): Promise<void> {
  const { before, wasPaid, ...progress } = await readProgress(sql, checkout);
  const { status, exception } = statusFor({ due: checkout.amountDue, tolerance: checkout.tolerance, ...progress });
  await announce(sql, [{ checkout: checkout.id }]);
  if (status !== before.status || exception !== before.exception) {
    const ended = status !== "open" && status !== "confirming";
    await sql.query(
      `UPDATE checkouts SET status = $2, exception = $3, version = version + 1,
         paid_at = CASE WHEN $2 = 'paid' THEN coalesce(paid_at, store_now()) ELSE paid_at END,
         ended_at = CASE WHEN $4 THEN coalesce(ended_at, store_now()) END WHERE id = $1`,
      [checkout.id, status, exception, ended],
    );
  }
  if (status !== "paid" && wasPaid) await forgetPaidUnlessLost(sql, checkout.id);
  if (status === before.status) return;
  if (status === "paid" || status === "expired")
    await postEventsOf(sql, "checkout", `checkout.${status}`, [checkout.id]);
}

/**
 * {@link updateStatus} after a credited payment was taken back for good. Where that leaves the checkout unpaid, or it was so
 * before because of a fork, no payment that a fork holds makes it paid again together with what was given back.
 */
export async function updateStatusTakenBack(sql: Sql, checkout: Checkout): Promise<void> {
  await forgetPaid(sql, checkout.id);
  await updateStatus(sql, checkout);
  await forgetPaid(sql, checkout.id);
}

/** {@link updateStatus} for several checkouts, locked in the order of their ids. */
export async function updateStatuses(sql: Sql, checkoutIds: ReadonlySet<string>): Promise<void> {
  for (const id of [...checkoutIds].sort()) await updateStatus(sql, await lockCheckout(sql, id));
}
