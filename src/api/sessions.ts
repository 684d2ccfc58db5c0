import type { Sql } from "../db/sql.js";
import { InvariantError } from "../lib/errors.js";
import { newId } from "../lib/ids.js";
import { hashOfSecret, isSecretToken, newSecretToken } from "./secretToken.js";

const PREFIX = "cfs_";

/** Sessions that ended longer ago than this are of no use to anybody. */
const KEPT = "1 day";
/** Removed with each new one at most, so that opening a session stays quick. */
const REMOVED_MAX = 100;

export type Session = {
  id: string;
  /** The key that opened it. */
  keyId: string;
  clientId: string;
  /** The name of that client. */
  client: string;
  /** Whether that key may only read. */
  readOnly: boolean;
  /** The wallet whose pages it opens; null for the console. */
  walletId: string | null;
  expiresAt: Date;
};

/**
 * Opens a session for the wallet, or for the console where it is null.
 * @returns the token, which only its holder ever has, and the name of the key's client.
 */
export async function openSession(
  sql: Sql,
  { keyId, walletId, lasts }: { keyId: string; walletId: string | null; lasts: `${number} ${"minutes" | "hours"}` },
): Promise<{ id: string; token: string; client: string; expiresAt: Date }> {
  await sql.query(
    `DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < now() - $1::interval
                                       ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [KEPT, REMOVED_MAX],
  );
  const id = newId("ses");
  const token = newSecretToken(PREFIX);
  const { rows } = await sql.query<{ client: string; expiresAt: Date }>(
    `INSERT INTO sessions (id, key_id, wallet_id, hash, expires_at) VALUES ($1, $2, $3, $4, now() + $5::interval)
     RETURNING expires_at AS "expiresAt",
       (SELECT c.name FROM api_keys k JOIN clients c ON c.id = k.client_id WHERE k.id = key_id) AS client`,
    [id, keyId, walletId, hashOfSecret(token), lasts],
  );
  if (rows[0] === undefined) throw new InvariantError(`Session ${id} was not stored.`);
  return { id, token, ...rows[0] };
}

/**
 * The session of a token while it lasts; else null. Revoking its key ends it. A key that only expires, as by rotation,
 * ends the console's sessions and leaves buyers theirs, who know nothing of keys.
 */
export async function findSession(sql: Sql, token: string): Promise<Session | null> {
  if (!isSecretToken(token, PREFIX)) return null;
  const { rows } = await sql.query<Session>(
    `SELECT s.id, s.key_id AS "keyId", k.client_id AS "clientId", c.name AS client, k.read_only AS "readOnly", s.wallet_id AS "walletId",
            s.expires_at AS "expiresAt"
     FROM sessions s JOIN api_keys k ON k.id = s.key_id JOIN clients c ON c.id = k.client_id
     WHERE s.hash = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND k.revoked_at IS NULL
       AND (s.wallet_id IS NOT NULL OR k.expires_at IS NULL OR k.expires_at > now())`,
    [hashOfSecret(token)],
  );
  return rows[0] ?? null;
}

/** Ends one session. */
export async function endSession(sql: Sql, id: string): Promise<void> {
  await sql.query("UPDATE sessions SET ended_at = now() WHERE id = $1 AND ended_at IS NULL", [id]);
}

/** Ends every session of a wallet. @returns how many lasted until now. */
export async function endWalletSessions(sql: Sql, walletId: string): Promise<number> {
  const { rowCount } = await sql.query(
    "UPDATE sessions SET ended_at = now() WHERE wallet_id = $1 AND ended_at IS NULL AND expires_at > now()",
    [walletId],
  );
  return rowCount ?? 0;
}
