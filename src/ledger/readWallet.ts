import type { Sql } from "../db/sql.js";
import { notFound, requireBucket } from "./bucket.js";

/** A wallet as it is at the store's time. Amounts are credits in base units. */
export type Wallet = {
  id: string;
  externalId: string | null;
  name: string | null;
  region: string | null;
  metadata: Record<string, unknown>;
  /** What may be spent now: lots that are effective, have not lapsed and are not pinned by a hold. */
  available: bigint;
  /** Pinned by open holds. */
  held: bigint;
  /** Left owing by a reversed deposit; the next grants repay it first. */
  debt: bigint;
  /** The credits that lapse next, and when. */
  expiringNext: { credits: bigint; at: Date } | null;
  /**
   * Credits spent, less refunds, and in what time, for the fuel gauge: in the last week, or since the wallet was opened. It
   * counts as a day old at least: an hour's spending of a new one says little about its days.
   */
  recentSpend: { credits: bigint; since: Date; until: Date };
  /** Number of movements so far; only grows. */
  version: bigint;
  createdAt: Date;
};

type WalletRow = {
  id: string;
  external_id: string | null;
  name: string | null;
  region: string | null;
  metadata: Record<string, unknown>;
  held: bigint;
  debt: bigint;
  version: bigint;
  created_at: Date;
  now: Date;
  spendable: bigint;
  next_credits: bigint | null;
  next_at: Date | null;
  spent: bigint;
  spent_since: Date;
};

/**
 * From the lots, not from `wallets.available`: a lot may have lapsed since the wallet was last settled.
 *
 * What was spent is what left the balance since the week began, but for the few movements that are no spending (the index
 * entries_unspent). Where it began is found by halving the entries, so that a busy wallet is read as fast as another.
 */
const READ = `
WITH RECURSIVE w AS MATERIALIZED (SELECT w.*, store_now() AS now FROM wallets w WHERE w.bucket = $1 AND w.id = $2),
lots AS MATERIALIZED (
  SELECT g.remaining, ledger_lapses_at(g.expires_at, g.grace_until, g.inactive_after_days, w.active_at) AS lapses_at
    FROM w JOIN grants g ON g.bucket = w.bucket AND g.wallet_id = w.id AND g.live AND g.remaining > 0 AND g.effective_at <= w.now),
spendable AS (SELECT l.* FROM lots l, w WHERE l.lapses_at IS NULL OR l.lapses_at > w.now),
next AS (SELECT s.lapses_at AS at, sum(s.remaining)::bigint AS credits FROM spendable s WHERE s.lapses_at IS NOT NULL
          GROUP BY s.lapses_at ORDER BY s.lapses_at LIMIT 1),
halving AS (
  SELECT w.now - interval '7 days' AS began, 0::bigint AS low, CASE WHEN w.created_at > w.now - interval '7 days' THEN 0 ELSE w.version END AS high FROM w
  UNION ALL
  SELECT h.began, CASE WHEN e.at <= h.began THEN e.version ELSE h.low END, CASE WHEN e.at <= h.began THEN h.high ELSE e.version - 1 END
    FROM halving h CROSS JOIN LATERAL (
      SELECT e.version, e.at FROM entries e WHERE e.bucket = $1 AND e.wallet_id = $2 AND e.version = (h.low + h.high + 1) / 2 LIMIT 1) AS e
   WHERE h.low < h.high),
week AS MATERIALIZED (SELECT h.low AS version FROM halving h WHERE h.low = h.high),
began AS (SELECT e.available_after + e.held_after AS balance FROM entries e
           WHERE e.bucket = $1 AND e.wallet_id = $2 AND e.version = (SELECT week.version FROM week)),
other AS (
  SELECT sum(e.amount * ((e.to_account IN ('available', 'held'))::integer - (e.from_account IN ('available', 'held', 'revenue'))::integer)) AS net
    FROM entries e
   WHERE e.bucket = $1 AND e.wallet_id = $2 AND e.version > (SELECT week.version FROM week)
     AND e.code IN ('grant', 'activate', 'lapse', 'repay', 'reverse', 'transfer'))
SELECT w.id, w.external_id, w.name, w.region, w.metadata, w.held, w.debt, w.version, w.created_at, w.now,
       (SELECT coalesce(sum(s.remaining), 0)::bigint FROM spendable s) AS spendable,
       next.credits AS next_credits, next.at AS next_at,
       (coalesce((SELECT b.balance FROM began b), 0) - w.available - w.held + coalesce((SELECT o.net FROM other o), 0))::bigint AS spent,
       greatest(w.now - interval '7 days', least(w.created_at, w.now - interval '1 day')) AS spent_since
  FROM w LEFT JOIN next ON true`;

/**
 * Reads a wallet.
 * @throws CofferError `not_found`.
 */
export async function readWallet(sql: Sql, walletId: string): Promise<Wallet> {
  const { rows } = await sql.query<WalletRow>(READ, [requireBucket("wal", walletId), walletId]);
  const row = rows[0];
  if (row === undefined) throw notFound("wal", walletId);
  return {
    id: row.id,
    externalId: row.external_id,
    name: row.name,
    region: row.region,
    metadata: row.metadata,
    available: row.spendable,
    held: row.held,
    debt: row.debt,
    expiringNext:
      row.next_at === null || row.next_credits === null ? null : { credits: row.next_credits, at: row.next_at },
    recentSpend: { credits: row.spent < 0n ? 0n : row.spent, since: row.spent_since, until: row.now },
    version: row.version,
    createdAt: row.created_at,
  };
}
