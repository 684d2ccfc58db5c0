/**
 * A condition in SQL, on rows of `deposits`: its buyer did not give the purchase back. What was given back counts for nothing
 * any more: neither towards a checkout's minimum, nor its amount due, nor its pack.
 */
export const NOT_GIVEN_BACK = `NOT EXISTS (
  SELECT FROM refund_requests r WHERE r.bucket = store_bucket_of(deposits.wallet_id) AND r.deposit_id = deposits.id AND r.dropped_at IS NULL)`;
