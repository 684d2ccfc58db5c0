import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { recordAudit } from "../deposits/audit.js";
import { CofferError } from "../lib/errors.js";
import { type ApiKey, type CreatedKey, createKey, KEY_COLUMNS } from "./keys.js";

/** A client has this long to take a new key over, at most, in seconds: 90 days. */
export const OVERLAP_MAX_SECONDS = 7_776_000;

/** A key, locked until the transaction of `sql` ends. @throws CofferError `not_found` */
async function lockKey(sql: Sql, id: string): Promise<ApiKey> {
  const { rows } = await sql.query<ApiKey>(
    `SELECT ${KEY_COLUMNS} FROM api_keys k JOIN clients c ON c.id = k.client_id WHERE k.id = $1 FOR UPDATE OF k`,
    [id],
  );
  if (rows[0] === undefined) throw new CofferError("not_found", "There is no such key.");
  return rows[0];
}

/** @throws CofferError `key_not_active` when the key is revoked, or has expired at `now`. */
function requireActive({ revokedAt, expiresAt }: ApiKey, now: Date): void {
  const expired = expiresAt !== null && expiresAt <= now;
  if (revokedAt === null && !expired) return;
  const state = expired ? "expired" : "revoked";
  throw new CofferError("key_not_active", `This key is ${state}; make a new one for its client instead.`, {
    fields: { state },
  });
}

/**
 * Makes a key like this one, for the same client, and lets this one expire after the overlap: in between both work. The
 * new one lasts as long as this one was made to. In the same transaction it is kept that the client `by` did.
 * @throws CofferError `not_found`; `key_not_active` when the key is revoked or has expired.
 */
export async function rotateKey(
  pool: Pool,
  id: string,
  { overlapSeconds, by }: { overlapSeconds: number; by: string },
): Promise<CreatedKey> {
  return transaction(pool, async (sql) => {
    const before = await lockKey(sql, id);
    const now = new Date();
    requireActive(before, now);
    const lasts = before.expiresAt === null ? null : before.expiresAt.getTime() - before.createdAt.getTime();
    const expiresAt = lasts === null ? null : new Date(now.getTime() + lasts);
    const { key, ...after } = await createKey(sql, { ...before, expiresAt });
    await sql.query(
      "UPDATE api_keys SET expires_at = least(expires_at, now() + make_interval(secs => $2)) WHERE id = $1",
      [id, overlapSeconds],
    );
    const note = `both work for ${overlapSeconds} s`;
    await recordAudit(sql, { clientId: by, action: "key.rotate", objectId: id, before, after, note });
    return { ...after, key };
  });
}

/**
 * Revokes a key, and with it the sessions that it opened; one that is revoked stays so. In the same transaction it is kept
 * that the client `by` did.
 * @throws CofferError `not_found`
 */
export async function revokeKey(pool: Pool, id: string, by: string): Promise<ApiKey> {
  return transaction(pool, async (sql) => {
    const before = await lockKey(sql, id);
    if (before.revokedAt !== null) return before;
    await sql.query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [id]);
    const after = await lockKey(sql, id);
    await recordAudit(sql, { clientId: by, action: "key.revoke", objectId: id, before, after, note: "" });
    return after;
  });
}
