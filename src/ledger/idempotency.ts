import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { CofferError, type ErrorCode } from "../lib/errors.js";
import { requireBucket } from "./bucket.js";
import { lockWallets } from "./lockWallets.js";
import type { Caller, Outcome } from "./outcome.js";

/** A call that moves value other than by the ledger's spend functions: opening a checkout, granting, transferring. */
export type IdempotentCall = Caller & {
  /** The wallet that the call moves; its key lives in the wallet's bucket. */
  walletId: string;
  /** Other wallets that the call moves; they are locked with it, in the order that everybody locks in. */
  alsoLock?: readonly string[];
};

/** Refusals that belong to the key like a success: repeating the call must repeat them. All others may be tried again. */
const STORED_PROBLEMS = new Map<ErrorCode, number>([
  ["insufficient_credits", 402],
  ["hold_not_open", 409],
  ["capture_exceeds_hold", 409],
  ["refund_exceeds_debit", 409],
  ["checkout_not_open", 409],
  ["nothing_to_refund", 409],
  ["deposit_not_retryable", 409],
]);

type Stored<Answer> = {
  status: number;
  code: ErrorCode | null;
  answer: Answer;
  request_id: string;
  fingerprint: string;
};

type ProblemAnswer = { message: string; fields: Record<string, unknown> };

function toOutcome<Answer>(stored: Omit<Stored<Answer>, "fingerprint">, replayed: boolean): Outcome<Answer> {
  const { status, code, answer, request_id: requestId } = stored;
  if (code === null) return { ok: true, status, replayed, requestId, value: answer };
  const { message, fields } = answer as ProblemAnswer;
  return { ok: false, replayed, requestId, problem: new CofferError(code, message, { fields }) };
}

async function findStored<Answer>(sql: Sql, bucket: number, call: IdempotentCall): Promise<Outcome<Answer> | null> {
  const { rows } = await sql.query<Stored<Answer>>(
    `SELECT status, code, answer, request_id, fingerprint FROM idempotency_keys
      WHERE bucket = $1 AND wallet_id = $2 AND client_id = $3 AND key = $4`,
    [bucket, call.walletId, call.clientId, call.key],
  );
  const stored = rows[0];
  if (stored === undefined) return null;
  if (stored.fingerprint !== call.fingerprint) {
    throw new CofferError(
      "idempotency_key_reused",
      "This Idempotency-Key was used for another request; use a new key for a new request.",
    );
  }
  return toOutcome(stored, true);
}

/** Runs the effect; a refusal that is to be stored undoes what the effect did so far, and nothing else. */
async function runEffect<Answer>(
  sql: Sql,
  effect: (sql: Sql) => Promise<{ status: number; answer: Answer }>,
): Promise<{ status: number; code: ErrorCode | null; answer: Answer | ProblemAnswer }> {
  await sql.query("SAVEPOINT effect");
  try {
    return { ...(await effect(sql)), code: null };
  } catch (error) {
    const status = error instanceof CofferError ? STORED_PROBLEMS.get(error.code) : undefined;
    if (!(error instanceof CofferError) || status === undefined) throw error;
    await sql.query("ROLLBACK TO SAVEPOINT effect");
    return { status, code: error.code, answer: { message: error.message, fields: error.fields } };
  }
}

/**
 * Runs `effect` once for a (client, wallet, key), in one transaction with its answer, under the wallet's lock: callers at
 * the same time wait and get the stored answer. `answer` must survive JSON unchanged (amounts and times as strings).
 * @throws CofferError `not_found`, `idempotency_key_reused`, and whatever the effect throws that is not to be stored.
 */
export async function withIdempotency<Answer>(
  pool: Pool,
  call: IdempotentCall,
  effect: (sql: Sql) => Promise<{ status: number; answer: Answer }>,
): Promise<Outcome<Answer>> {
  const bucket = requireBucket("wal", call.walletId);
  return transaction(pool, async (sql) => {
    await lockWallets(sql, [call.walletId, ...(call.alsoLock ?? [])]);
    const found = await findStored<Answer>(sql, bucket, call);
    if (found !== null) return found;
    const done = await runEffect(sql, effect);
    // Read back as stored, so that the first reply and every replay are rendered from the same value.
    const { rows } = await sql.query<Stored<Answer>>(
      `INSERT INTO idempotency_keys (bucket, wallet_id, client_id, key, fingerprint, status, code, answer, request_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now()) RETURNING status, code, answer, request_id, fingerprint`,
      [
        bucket,
        call.walletId,
        call.clientId,
        call.key,
        call.fingerprint,
        done.status,
        done.code,
        JSON.stringify(done.answer),
        call.requestId,
      ],
    );
    const [stored] = rows;
    if (stored === undefined) throw new CofferError("internal", "An idempotency key was not stored.");
    return toOutcome(stored, false);
  });
}
