import type { Sql } from "../db/sql.js";
import { BUCKETS } from "../lib/ids.js";

/** Wallets in one checkpoint, and entries in one segment: what one statement reads and hashes. */
const WALLETS_MAX = 500;
const ENTRIES_MAX = 5_000;

/**
 * Goes on with the hash chain over the entries, bucket by bucket, up to the newest. Behind the writers: it waits for
 * none of them and none waits for it. Safe to run at any time and twice at once.
 * @param pool each checkpoint is a transaction of its own.
 * @returns how many entries the chain gained.
 */
export async function checkpointEntries(pool: Sql): Promise<bigint> {
  let gained = 0n;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    for (;;) {
      const { rows } = await pool.query<{ entries: bigint }>("SELECT ledger_checkpoint($1, $2, $3, now()) AS entries", [
        ...[bucket, WALLETS_MAX, ENTRIES_MAX],
      ]);
      const entries = rows[0]?.entries ?? 0n;
      if (entries === 0n) break;
      gained += entries;
    }
  }
  return gained;
}
