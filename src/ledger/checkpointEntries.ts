import type { Sql } from "../db/sql.js";
import { BUCKETS } from "../lib/ids.js";

/** Wallets in one checkpoint, and entries in one segment: what one statement reads and hashes. */
const WALLETS_MAX = 500;
const ENTRIES_MAX = 5_000;

/** Wallets to look at; null for all of the bucket. */
type Target = { bucket: number; wallets: string[] | null };

/** By the entries' time, so that wallets in which nothing happened are not read. */
const MOVED = `SELECT bucket, array_agg(DISTINCT wallet_id) AS wallets FROM entries
  WHERE at >= store_now() - make_interval(secs => $1) GROUP BY bucket ORDER BY bucket`;

async function findTargets(pool: Sql, recentSeconds: number | undefined): Promise<Target[]> {
  if (recentSeconds !== undefined) return (await pool.query<Target>(MOVED, [recentSeconds])).rows;
  return Array.from({ length: BUCKETS }, (_, bucket) => ({ bucket, wallets: null }));
}

/**
 * Goes on with the hash chain over the entries, bucket by bucket, up to the newest. Behind the writers: it waits for
 * none of them and none waits for it. Safe to run at any time and twice at once.
 * @param pool each checkpoint is a transaction of its own.
 * @param recentSeconds looks only at wallets that moved within so long, which is cheap where little did; every wallet is
 * looked at when left out, and that has to happen now and then: nobody else finds what was missed.
 * @returns how many entries the chain gained.
 */
export async function checkpointEntries(pool: Sql, recentSeconds?: number): Promise<bigint> {
  let gained = 0n;
  for (const { bucket, wallets } of await findTargets(pool, recentSeconds)) {
    for (;;) {
      const { rows } = await pool.query<{ entries: bigint }>(
        "SELECT ledger_checkpoint($1, $2, $3, $4, now()) AS entries",
        [bucket, wallets, WALLETS_MAX, ENTRIES_MAX],
      );
      const entries = rows[0]?.entries ?? 0n;
      if (entries === 0n) break;
      gained += entries;
    }
  }
  return gained;
}
