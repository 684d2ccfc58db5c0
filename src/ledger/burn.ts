import type { Sql } from "../db/sql.js";
import { bucketOf, newBucketId } from "../lib/ids.js";
import { type Caller, type LedgerReply, type ReplyRow, replyFromRow } from "./outcome.js";

/** Credits to take from a wallet: burned by a debit, pinned by a hold. */
export type Burn = {
  kind: "debit" | "hold";
  walletId: string;
  /** Base units. */
  credits: bigint;
  reference: string | null;
  /** Facts that the ledger keeps with the debit or hold and never reads: JSON. */
  details: Record<string, unknown>;
  /** Of a hold, seconds; null of a debit. */
  expiresInSeconds: number | null;
  /** The member of the wallet's team whose cap it counts against. */
  memberId?: string | null | undefined;
  caller: Caller;
};

/** A bucket that no wallet has, so that a malformed id finds nothing. */
const NO_BUCKET = -1;

const CALL = "SELECT * FROM ledger_burn($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/** Debits and holds, each with its own answer, in the order given. One statement, so one transaction. */
export async function burn(sql: Sql, burns: Burn[]): Promise<LedgerReply[]> {
  const buckets = burns.map((item) => bucketOf("wal", item.walletId) ?? NO_BUCKET);
  const { rows } = await sql.query<ReplyRow>(CALL, [
    buckets,
    burns.map((item) => item.walletId),
    burns.map((item) => item.kind),
    burns.map((item, index) => newBucketId(item.kind === "hold" ? "hld" : "deb", Math.max(0, buckets[index] ?? 0))),
    burns.map((item) => item.credits),
    burns.map((item) => item.caller.clientId),
    burns.map((item) => item.caller.key),
    burns.map((item) => item.caller.fingerprint),
    burns.map((item) => item.caller.requestId),
    burns.map((item) => item.reference),
    burns.map((item) => JSON.stringify(item.details)),
    burns.map((item) => item.expiresInSeconds),
    burns.map((item) => item.memberId ?? null),
  ]);
  return rows.map(replyFromRow);
}
