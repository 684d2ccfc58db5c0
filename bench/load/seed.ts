import { createKey } from "../../src/api/keys.js";
import type { Pool } from "../../src/db/client.js";
import { transaction } from "../../src/db/transaction.js";
import { unhurried } from "../../src/db/unhurried.js";
import { createWallet } from "../../src/ledger/createWallet.js";
import { type NewGrant, postGrants } from "../../src/ledger/postGrants.js";
import { BUCKETS } from "../../src/lib/ids.js";
import { parseAmount } from "../../src/lib/money.js";
import type { Target } from "./scenarios.js";

const WALLETS = 1_000;
const DAY_MS = 86_400_000;

/** Three lots that stack: the first is burned up within a run, the last never. */
function lots(): NewGrant[] {
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
  const lot = (credits: string, priority: number, expiresAt: Date | null): NewGrant => ({
    kind: "purchased",
    credits: parseAmount(credits),
    priority,
    expiresAt,
    costUsdt: 0n,
  });
  return [lot("100", 10, inDays(30)), lot("9900", 50, inDays(90)), lot("2000000000", 50, null)];
}

/** Opens the bench's wallets, and a key that may spend from them. */
export async function seed(pool: Pool): Promise<Target> {
  const wallets: string[] = [];
  for (let opened = 0; opened < WALLETS; opened += 20) {
    const batch = Array.from({ length: 20 }, async (_, index) => {
      const { wallet } = await createWallet(pool, { externalId: `bench-${opened + index}` });
      const grant = { walletId: wallet.id, depositId: null, checkoutId: null, grants: lots() };
      await transaction(pool, (sql) => postGrants(sql, grant));
      return wallet.id;
    });
    wallets.push(...(await Promise.all(batch)));
  }
  const { key } = await createKey(pool, { role: "service", client: "bench" });
  await pool.query("VACUUM ANALYZE");
  return { token: key, wallets };
}

/**
 * As many debits as `entries` says, spread over all wallets, with their keys, as if they had been made: a base unit each,
 * from the lot that never ends. Books stay right to the last digit, so `ledger verify` can be run on them. Rows are locked:
 * a statement of an API process that was just ended may still be under way.
 */
const FILL = `
WITH lot AS (SELECT g.bucket, g.wallet_id, g.id, w.available, w.held, w.version FROM grants g
               JOIN wallets w ON w.bucket = g.bucket AND w.id = g.wallet_id WHERE g.expires_at IS NULL AND w.bucket = $1 FOR UPDATE),
made AS MATERIALIZED (
  SELECT l.*, n, 'deb_00' || l.tag || to_char(n, 'FM00000000000000') || to_char($1::integer, 'FM00') AS debit
    FROM (SELECT *, substr(md5(wallet_id), 1, 10) AS tag FROM lot) AS l CROSS JOIN generate_series(1, $2::integer) AS n),
entry AS (
  INSERT INTO entries (bucket, wallet_id, version, at, code, from_account, to_account, amount, available_after, held_after, grant_ids, amounts, debit_id)
  SELECT m.bucket, m.wallet_id, m.version + n, now(), 'debit', 'available', 'revenue', 1, m.available - n, m.held, ARRAY[m.id], ARRAY[1], debit
    FROM made m RETURNING 1),
debit AS (
  INSERT INTO debits (bucket, id, wallet_id, client_id, credits, entry_version, created_at)
  SELECT bucket, debit, wallet_id, 'bench', 1, version + n, now() FROM made RETURNING 1),
key AS (
  INSERT INTO idempotency_keys (bucket, wallet_id, client_id, key, fingerprint, status, effect_id, request_id, created_at)
  SELECT bucket, wallet_id, 'bench', 'filled-in-' || debit, repeat('f', 43), 201, debit, 'filled in by the bench before the run', now() FROM made RETURNING 1),
spent AS (
  UPDATE grants g SET remaining = g.remaining - $2 FROM lot l WHERE g.bucket = l.bucket AND g.id = l.id RETURNING 1)
UPDATE wallets w SET available = w.available - $2, version = w.version + $2, active_at = now() FROM lot l WHERE w.bucket = l.bucket AND w.id = l.wallet_id`;

/** Connections that fill at once, each bucket after bucket. */
const FILLERS = 2;

/** Fills the ledger up with `entries` more entries. */
export async function fill(pool: Pool, entries: number): Promise<void> {
  const buckets = Array.from({ length: BUCKETS }, (_, bucket) => bucket).values();
  const work = async () => {
    const client = await pool.connect();
    try {
      // What is filled in may be lost in a crash; what is measured may not.
      await client.query("SET synchronous_commit = off");
      for (const bucket of buckets) await unhurried(client).query(FILL, [bucket, Math.ceil(entries / WALLETS)]);
      await client.query("RESET synchronous_commit");
    } finally {
      client.release();
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: FILLERS }, work));
  for (const each of ended) if (each.status === "rejected") throw each.reason;
  await unhurried(pool).query("VACUUM ANALYZE");
  await unhurried(pool).query("CHECKPOINT");
}
