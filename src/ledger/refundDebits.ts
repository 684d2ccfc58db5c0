import type { Sql } from "../db/sql.js";
import { bucketOf } from "../lib/ids.js";
import { type Caller, type LedgerReply, type ReplyRow, replyFromRow } from "./outcome.js";

/** Credits to give back to the lots that a debit burned, last burned first. */
export type DebitRefund = {
  debitId: string;
  /** Base units; null gives back all that was not refunded yet. */
  credits: bigint | null;
  /** The client whose debits may be touched; null for any. */
  owner: string | null;
  reason: string;
  caller: Caller;
};

const CALL = "SELECT * FROM ledger_refund($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/**
 * Refunds debits, each with its own answer, in the order given. One statement, so one transaction.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 */
export async function refundDebits(sql: Sql, refunds: DebitRefund[], graceSeconds: number): Promise<LedgerReply[]> {
  const { rows } = await sql.query<ReplyRow>(CALL, [
    refunds.map((item) => bucketOf("deb", item.debitId) ?? -1),
    refunds.map((item) => item.debitId),
    refunds.map((item) => item.credits),
    refunds.map((item) => item.owner),
    refunds.map((item) => item.reason),
    refunds.map((item) => item.caller.clientId),
    refunds.map((item) => item.caller.key),
    refunds.map((item) => item.caller.fingerprint),
    refunds.map((item) => item.caller.requestId),
    graceSeconds,
  ]);
  return rows.map(replyFromRow);
}
