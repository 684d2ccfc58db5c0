import type { Sql } from "../db/sql.js";
import { InvariantError } from "../lib/errors.js";
import { newBucketId } from "../lib/ids.js";
import { requireBucket } from "./bucket.js";

/** A purchase that goes back. Base units. */
export type PurchaseRefund = {
  walletId: string;
  depositId: string;
  /** USDT to pay back. */
  amountUsdt: bigint;
  /** Credits that are left of what was bought and of its bonus, in lots that this wallet paid for: all of it is taken. */
  credits: bigint;
  bonusCredits: bigint;
  clientId: string;
  reason: string;
};

/**
 * Takes back what is left of a purchase, bonus included, and records what is to be paid for it.
 * @param sql a client inside a transaction that holds the wallet's lock, under which the refund was worked out.
 * @returns the request's id.
 * @throws InvariantError where more or less is left than the refund says: then the transaction must not commit.
 */
export async function takeBackPurchase(sql: Sql, refund: PurchaseRefund): Promise<string> {
  const bucket = requireBucket("wal", refund.walletId);
  const id = newBucketId("rfd", bucket);
  const { rows } = await sql.query<{ taken: bigint }>(
    "SELECT ledger_take_back($1, $2, $3, store_now(), $4, true) AS taken",
    [bucket, refund.walletId, refund.depositId, id],
  );
  const taken = rows[0]?.taken;
  if (taken !== refund.credits + refund.bonusCredits) {
    const message = `A refund of ${refund.depositId} took ${taken} base units where it was quoted ${refund.credits} and ${refund.bonusCredits}.`;
    throw new InvariantError(message);
  }
  await sql.query(
    `INSERT INTO refund_requests (bucket, id, wallet_id, deposit_id, client_id, amount_usdt, credits, bonus_credits, reason, created_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, n.now FROM (SELECT store_now() AS now) AS n`,
    [
      ...[bucket, id, refund.walletId, refund.depositId, refund.clientId],
      ...[refund.amountUsdt, refund.credits, refund.bonusCredits, refund.reason],
    ],
  );
  return id;
}
