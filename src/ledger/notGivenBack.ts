/** Conditions in SQL, on rows of `deposits`: the buyer did not give the purchase back, or not before a moment. */
export const notGivenBackBefore = (moment: string): string => `NOT EXISTS (
  SELECT FROM refund_requests r WHERE r.bucket = store_bucket_of(deposits.wallet_id) AND r.deposit_id = deposits.id AND r.dropped_at IS NULL
     AND r.created_at < ${moment})`;

/** What was given back counts for nothing any more: neither towards a checkout's minimum, nor its amount due, nor its pack. */
export const NOT_GIVEN_BACK = notGivenBackBefore("'infinity'");
