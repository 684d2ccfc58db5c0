import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { newId } from "../lib/ids.js";
import { type KeyHolder, ROLES, type Role } from "./principal.js";
import { hashOfSecret, isSecretToken, newSecretToken } from "./secretToken.js";

const prefixOf = (role: Role) => `cfr_${role}_`;

/** Whether the text can be a key at all: its shape and checksum are right. A mistyped key is refused without a lookup. */
export function isWellFormedKey(text: string): boolean {
  return ROLES.some((role) => isSecretToken(text, prefixOf(role)));
}

export type CreatedKey = {
  id: string;
  /** Shown here and never again: only its hash is stored. */
  key: string;
  role: Role;
  client: string;
  createdAt: Date;
  expiresAt: Date | null;
};

/** Makes a key for the client of this name, and the client where there is none yet. */
export async function createKey(
  pool: Pool,
  request: { role: Role; client: string; expiresAt?: Date | undefined },
): Promise<CreatedKey> {
  const { role, client } = request;
  const expiresAt = request.expiresAt ?? null;
  const key = newSecretToken(prefixOf(role));
  const id = newId("key");
  return transaction(pool, async (sql) => {
    await sql.query("INSERT INTO clients (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", [
      newId("cli"),
      client,
    ]);
    const { rows } = await sql.query<{ createdAt: Date }>(
      `INSERT INTO api_keys (id, client_id, role, hash, expires_at)
       SELECT $1, id, $3, $4, $5 FROM clients WHERE name = $2 RETURNING created_at AS "createdAt"`,
      [id, client, role, hashOfSecret(key), expiresAt],
    );
    if (rows[0] === undefined) throw new CofferError("internal", `Client ${id} was not stored.`);
    return { id, key, role, client, createdAt: rows[0].createdAt, expiresAt };
  });
}

/** Who holds a key that is known, not revoked and not expired; else null. */
export async function findKey(pool: Pool, key: string): Promise<KeyHolder | null> {
  if (!isWellFormedKey(key)) return null;
  const { rows } = await pool.query<{ id: string; clientId: string; role: Role }>(
    `SELECT id, client_id AS "clientId", role FROM api_keys
     WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [hashOfSecret(key)],
  );
  const [found] = rows;
  return found === undefined ? null : { kind: "key", keyId: found.id, clientId: found.clientId, role: found.role };
}
