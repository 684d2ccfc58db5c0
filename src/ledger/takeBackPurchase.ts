import type { Sql } from "../db/sql.js";
import { newBucketId } from "../lib/ids.js";
import { requireBucket } from "./bucket.js";

/** A purchase that goes back. Base units. */
export type PurchaseRefund = {
  walletId: string;
  depositId: string;
  /** USDT to pay back. */
  amountUsdt: bigint;
  /** Credits that are left of what was bought and of its bonus: all of it is taken. */
  credits: bigint;
  bonusCredits: bigint;
  clientId: string;
  reason: string;
};

/**
 * Takes back what is left of a purchase, bonus included, and records what is to be paid for it.
 * @param sql a client inside a transaction that holds the wallet's lock, under which the refund was worked out.
 * @returns the request's id.
 */
export async function takeBackPurchase(sql: Sql, refund: PurchaseRefund): Promise<string> {
  const bucket = requireBucket("wal", refund.walletId);
  const id = newBucketId("rfd", bucket);
  await sql.query("SELECT ledger_take_back($1, $2, $3, store_now(), $4)", [
    bucket,
    refund.walletId,
    refund.depositId,
    id,
  ]);
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
