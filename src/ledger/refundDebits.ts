import { arrayLiteral } from "../db/arrayLiteral.js";
import type { Sql } from "../db/sql.js";
import { bucketOf } from "../lib/ids.js";
import { explainRange } from "./explainRange.js";
import { type Answered, type Caller, type LedgerReply, repliesOf } from "./outcome.js";

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

const CALL = "SELECT ledger_refund($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS answers";

/**
 * Refunds debits, each with its own answer, in the order given. One statement, so one transaction. No two items of
 * one wallet may have the same client and key.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 * @throws CofferError `invalid_request` where a wallet would have more than it can.
 */
export async function refundDebits(sql: Sql, refunds: DebitRefund[], graceSeconds: number): Promise<LedgerReply[]> {
  const asked = sql.query<{ answers: Answered[] }>(CALL, [
    arrayLiteral(refunds.map((item) => bucketOf("deb", item.debitId) ?? -1)),
    arrayLiteral(refunds.map((item) => item.debitId)),
    arrayLiteral(refunds.map((item) => item.credits)),
    arrayLiteral(refunds.map((item) => item.owner)),
    arrayLiteral(refunds.map((item) => item.reason)),
    arrayLiteral(refunds.map((item) => item.caller.clientId)),
    arrayLiteral(refunds.map((item) => item.caller.key)),
    arrayLiteral(refunds.map((item) => item.caller.fingerprint)),
    arrayLiteral(refunds.map((item) => item.caller.requestId)),
    graceSeconds,
  ]);
  const { rows } = await asked.catch((error: unknown) => {
    throw explainRange(error);
  });
  return repliesOf(refunds, rows[0]?.answers ?? []);
}
