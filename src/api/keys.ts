import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { recordAudit } from "../deposits/audit.js";
import { InvariantError } from "../lib/errors.js";
import { newId } from "../lib/ids.js";
import { type KeyHolder, ROLES, type Role } from "./principal.js";
import { hashOfSecret, isSecretToken, newSecretToken } from "./secretToken.js";

const prefixOf = (role: Role) => `cfr_${role}_`;

/** Whether the text can be a key at all: its shape and checksum are right. A mistyped key is refused without a lookup. */
export function isWellFormedKey(text: string): boolean {
  return ROLES.some((role) => isSecretToken(text, prefixOf(role)));
}

export type NewKey = {
  role: Role;
  /** The client's name; a client is made with its first key. */
  client: string;
  expiresAt?: Date | null | undefined;
  /** How often the key may call; left out, as often as it likes. */
  requestsPerMinute?: number | null | undefined;
  /** May call what only reads. */
  readOnly?: boolean | undefined;
  /** A development store's own key: refused where money is real. */
  play?: boolean | undefined;
};

/** A key as it is listed: nothing of what it is. */
export type ApiKey = {
  id: string;
  role: Role;
  client: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  requestsPerMinute: number | null;
  readOnly: boolean;
};

/** A key as it is made: `key` is shown here and never again, only its hash is stored. */
export type CreatedKey = ApiKey & { key: string };

/** The columns of an {@link ApiKey}, of the key `k` and its client `c`. */
export const KEY_COLUMNS = `k.id, k.role, c.name AS client, k.created_at AS "createdAt", k.expires_at AS "expiresAt",
  k.revoked_at AS "revokedAt", k.requests_per_minute AS "requestsPerMinute", k.read_only AS "readOnly"`;

/** Makes a key for the client of this name, and the client where there is none yet. */
export async function createKey(sql: Sql, request: NewKey): Promise<CreatedKey> {
  const { role, client, expiresAt = null, requestsPerMinute = null, readOnly = false, play = false } = request;
  const key = newSecretToken(prefixOf(role));
  await sql.query("INSERT INTO clients (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", [
    newId("cli"),
    client,
  ]);
  const { rows } = await sql.query<ApiKey>(
    `WITH k AS (
       INSERT INTO api_keys (id, client_id, role, hash, expires_at, requests_per_minute, read_only, play)
       SELECT $1, id, $3, $4, $5, $6, $7, $8 FROM clients WHERE name = $2 RETURNING *)
     SELECT ${KEY_COLUMNS} FROM k JOIN clients c ON c.id = k.client_id`,
    [newId("key"), client, role, hashOfSecret(key), expiresAt, requestsPerMinute, readOnly, play],
  );
  if (rows[0] === undefined) throw new InvariantError(`A key of the client ${client} was not stored.`);
  return { ...rows[0], key };
}

/** Makes a key as {@link createKey} does, and keeps in the same transaction that the client `by` did. */
export async function issueKey(pool: Pool, request: NewKey, by: string): Promise<CreatedKey> {
  return transaction(pool, async (sql) => {
    const { key, ...after } = await createKey(sql, request);
    await recordAudit(sql, { clientId: by, action: "key.create", objectId: after.id, before: null, after, note: "" });
    return { ...after, key };
  });
}

/** Keys, newest first, below the id `cursor` where given. */
export async function listKeys(sql: Sql, limit: number, cursor: string | undefined): Promise<ApiKey[]> {
  const { rows } = await sql.query<ApiKey>(
    `SELECT ${KEY_COLUMNS} FROM api_keys k JOIN clients c ON c.id = k.client_id
     WHERE $1::text IS NULL OR k.id < $1 ORDER BY k.id DESC LIMIT $2`,
    [cursor ?? null, limit],
  );
  return rows;
}

/** Who holds a key that is known, not revoked and not expired; else null. */
export async function findKey(sql: Sql, key: string): Promise<KeyHolder | null> {
  if (!isWellFormedKey(key)) return null;
  const { rows } = await sql.query<Omit<KeyHolder, "kind">>(
    `SELECT id AS "keyId", client_id AS "clientId", role, requests_per_minute AS "requestsPerMinute",
            read_only AS "readOnly"
     FROM api_keys WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [hashOfSecret(key)],
  );
  return rows[0] === undefined ? null : { kind: "key", ...rows[0] };
}
