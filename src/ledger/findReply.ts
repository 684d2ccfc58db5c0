import type { Sql } from "../db/sql.js";
import { bucketOf } from "../lib/ids.js";
import type { Caller, LedgerReply } from "./outcome.js";

/**
 * The answer that a repeated call has had, or that its key belongs to another call; null when the key is new. Waits for
 * the wallet's lock first, so that a call which is being made is told too.
 */
export async function findReply(sql: Sql, walletId: string, caller: Caller): Promise<LedgerReply | null> {
  const bucket = bucketOf("wal", walletId);
  // In a statement of its own: the next one then sees what was done under the lock.
  await sql.query("SELECT FROM wallets WHERE bucket = $1 AND id = $2 FOR SHARE", [bucket, walletId]);
  const { rows } = await sql.query<LedgerReply & { fingerprint: string }>(
    `SELECT status, code, ledger_answer(k) AS answer, request_id AS "requestId", true AS replayed, fingerprint FROM idempotency_keys k
      WHERE bucket = $1 AND wallet_id = $2 AND client_id = $3 AND key = $4`,
    [bucket, walletId, caller.clientId, caller.key],
  );
  const [stored] = rows;
  if (stored === undefined) return null;
  const { fingerprint, ...reply } = stored;
  if (fingerprint === caller.fingerprint) return reply;
  return { status: 422, code: "idempotency_key_reused", answer: {}, requestId: caller.requestId, replayed: false };
}
