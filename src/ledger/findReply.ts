import type { Sql } from "../db/sql.js";
import { bucketOf } from "../lib/ids.js";
import { type Caller, type LedgerReply, type ReplyRow, replyFromRow } from "./outcome.js";

/** The answer that a repeated call has had, or that its key belongs to another call; null when the key is new. */
export async function findReply(sql: Sql, walletId: string, caller: Caller): Promise<LedgerReply | null> {
  const { rows } = await sql.query<ReplyRow & { fingerprint: string }>(
    `SELECT status, code, answer, request_id, true AS replayed, fingerprint FROM idempotency_keys
      WHERE bucket = $1 AND wallet_id = $2 AND client_id = $3 AND key = $4`,
    [bucketOf("wal", walletId), walletId, caller.clientId, caller.key],
  );
  const [stored] = rows;
  if (stored === undefined) return null;
  if (stored.fingerprint === caller.fingerprint) return replyFromRow(stored);
  return { status: 422, code: "idempotency_key_reused", answer: {}, requestId: caller.requestId, replayed: false };
}
