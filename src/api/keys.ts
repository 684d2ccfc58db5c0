import { createHash, randomBytes } from "node:crypto";
import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { newId } from "../lib/ids.js";
import { type Principal, ROLES, type Role } from "./principal.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 160 bits in base 62. */
const RANDOM_LENGTH = 27;
/** 32 bits in base 62. */
const CHECKSUM_LENGTH = 6;

function toBase62(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text;
}

function checksumOf(text: string): string {
  return toBase62(BigInt(createHash("sha256").update(text).digest().readUInt32BE()), CHECKSUM_LENGTH);
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

function newKey(role: Role): string {
  const random = toBase62(BigInt(`0x${randomBytes(20).toString("hex")}`), RANDOM_LENGTH);
  const text = `cfr_${role}_${random}`;
  return text + checksumOf(text);
}

/** Whether the text can be a key at all: its shape and checksum are right. A mistyped key is refused without a lookup. */
export function isWellFormedKey(text: string): boolean {
  if (!ROLES.some((role) => text.startsWith(`cfr_${role}_`))) return false;
  if (!/^cfr_[a-z]+_[0-9A-Za-z]{33}$/.test(text)) return false;
  const body = text.slice(0, -CHECKSUM_LENGTH);
  return checksumOf(body) === text.slice(-CHECKSUM_LENGTH);
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
  const key = newKey(role);
  const id = newId("key");
  return transaction(pool, async (sql) => {
    await sql.query("INSERT INTO clients (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", [
      newId("cli"),
      client,
    ]);
    const { rows } = await sql.query<{ createdAt: Date }>(
      `INSERT INTO api_keys (id, client_id, role, hash, expires_at)
       SELECT $1, id, $3, $4, $5 FROM clients WHERE name = $2 RETURNING created_at AS "createdAt"`,
      [id, client, role, hashOf(key), expiresAt],
    );
    if (rows[0] === undefined) throw new CofferError("internal", `Client ${id} was not stored.`);
    return { id, key, role, client, createdAt: rows[0].createdAt, expiresAt };
  });
}

/** The principal of a key that is known, not revoked and not expired; else null. */
export async function findKey(pool: Pool, key: string): Promise<Principal | null> {
  if (!isWellFormedKey(key)) return null;
  const { rows } = await pool.query<{ id: string; clientId: string; role: Role }>(
    `SELECT id, client_id AS "clientId", role FROM api_keys
     WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [hashOf(key)],
  );
  const [found] = rows;
  return found === undefined ? null : { kind: "key", keyId: found.id, clientId: found.clientId, role: found.role };
}
