/**
 * A condition in SQL, on rows of `deposits`: it is seen and on its way to be decided on. A final one that is not due is below
 * the minimum: it waits for its buyer, keeps no checkout open, and operators see it once the checkout ends.
 */
export const UNDER_WAY = `(deposits.status IN ('detected', 'confirming') AND (deposits.final_at IS NULL OR deposits.due_at IS NOT NULL))`;
