import type { Sql } from "../db/sql.js";
import { InvariantError } from "../lib/errors.js";
import { requireBucket } from "./bucket.js";
import { lockDepositWallets } from "./lockDepositWallets.js";
import type { PageRequest } from "./page.js";

export type RefundRequestStatus = "open" | "paid" | "dropped";

/** A purchase whose credits were taken back and whose money an operator pays. Base units. */
export type RefundRequest = {
  id: string;
  /** By `paidAt` and `droppedAt`. */
  status: RefundRequestStatus;
  walletId: string;
  depositId: string;
  /** Who asked. */
  clientId: string;
  /** USDT to pay back. */
  amountUsdt: bigint;
  credits: bigint;
  bonusCredits: bigint;
  reason: string;
  createdAt: Date;
  /** Null until it is paid, as the transaction. */
  paidAt: Date | null;
  paidTxHash: string | null;
  /** When a fork had taken the deposit away for good, so that nothing is to be paid. */
  droppedAt: Date | null;
};

const STATUS = "CASE WHEN paid_at IS NOT NULL THEN 'paid' WHEN dropped_at IS NOT NULL THEN 'dropped' ELSE 'open' END";
const COLUMNS = `id, ${STATUS} AS status, wallet_id AS "walletId", deposit_id AS "depositId", client_id AS "clientId", amount_usdt AS "amountUsdt", credits,
  bonus_credits AS "bonusCredits", reason, created_at AS "createdAt", paid_at AS "paidAt", paid_tx_hash AS "paidTxHash", dropped_at AS "droppedAt"`;

type OfDeposit = { id: string; walletId: string };

/** The request to pay a deposit back, paid or not, or null where nobody asked for it. */
export async function findRefundRequest(sql: Sql, deposit: OfDeposit): Promise<RefundRequest | null> {
  const { rows } = await sql.query<RefundRequest>(
    `SELECT ${COLUMNS} FROM refund_requests WHERE bucket = $1 AND deposit_id = $2 AND dropped_at IS NULL`,
    [requireBucket("wal", deposit.walletId), deposit.id],
  );
  return rows[0] ?? null;
}

/**
 * {@link findRefundRequest}, and none comes or goes until the transaction ends: asking for one takes the wallet's lock.
 * @param sql a client inside a transaction.
 */
export async function lockRefundRequest(sql: Sql, deposit: OfDeposit): Promise<RefundRequest | null> {
  await lockDepositWallets(sql, [deposit.id]);
  return findRefundRequest(sql, deposit);
}

/**
 * Records by which transaction a request was paid.
 * @param sql a client inside a transaction that has locked the request.
 * @throws InvariantError where it was paid before, or dropped.
 */
export async function payRefundRequest(sql: Sql, request: RefundRequest, txHash: string): Promise<RefundRequest> {
  const { rows } = await sql.query<RefundRequest>(
    `UPDATE refund_requests SET paid_at = store_now(), paid_tx_hash = $3
      WHERE bucket = $1 AND id = $2 AND paid_at IS NULL AND dropped_at IS NULL RETURNING ${COLUMNS}`,
    [requireBucket("wal", request.walletId), request.id, txHash],
  );
  if (rows[0] === undefined)
    throw new InvariantError(`Refund request ${request.id} is not open, so it cannot be paid.`);
  return rows[0];
}

/**
 * Drops the unpaid request to pay a deposit back, because its money never came. What it took stays taken, but its lots are
 * no longer reversed: reverseDeposit finds in them what was spent before it and what came back after it.
 * @param sql a client inside a transaction.
 * @returns whether there was one.
 */
export async function dropRefundRequest(sql: Sql, deposit: OfDeposit): Promise<boolean> {
  await lockDepositWallets(sql, [deposit.id]);
  const bucket = requireBucket("wal", deposit.walletId);
  const { rows } = await sql.query<{ id: string }>(
    `UPDATE refund_requests SET dropped_at = store_now()
      WHERE bucket = $1 AND deposit_id = $2 AND paid_at IS NULL AND dropped_at IS NULL RETURNING id`,
    [bucket, deposit.id],
  );
  if (rows[0] === undefined) return false;
  // Of all wallets: what came back to such a lot may have been transferred, and a transferred lot is what the payer's was.
  await sql.query(
    `UPDATE grants SET reversed_at = NULL WHERE deposit_id = $2
        AND reversed_at = (SELECT created_at FROM refund_requests WHERE bucket = $1 AND id = $3)`,
    [bucket, deposit.id, rows[0].id],
  );
  return true;
}

/** The store's refund requests, newest first, those of one status where asked. */
export async function listRefundRequests(
  sql: Sql,
  { limit, cursor, status }: PageRequest & { status?: RefundRequestStatus | undefined },
): Promise<RefundRequest[]> {
  const { rows } = await sql.query<RefundRequest>(
    `SELECT ${COLUMNS} FROM refund_requests WHERE ($1::text IS NULL OR id < $1) AND ($2::text IS NULL OR ${STATUS} = $2)
      ORDER BY id DESC LIMIT $3`,
    [cursor ?? null, status ?? null, limit],
  );
  return rows;
}
