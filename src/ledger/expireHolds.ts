import type { Sql } from "../db/sql.js";
import { BUCKETS } from "../lib/ids.js";
import { requireBucket } from "./bucket.js";
import { type Hold, type HoldFacts, holdFromFacts } from "./hold.js";

/** Holds ended by one statement: its wallets are locked until it is done. */
const BATCH = 200;

async function expireInBucket(
  pool: Sql,
  bucket: number,
  walletId: string | null,
  graceSeconds: number,
): Promise<Hold[]> {
  const expired: Hold[] = [];
  for (;;) {
    const { rows } = await pool.query<{ facts: HoldFacts }>("SELECT ledger_expire_holds($1, $2, $3, $4) AS facts", [
      bucket,
      walletId,
      BATCH,
      graceSeconds,
    ]);
    expired.push(...rows.map((row) => holdFromFacts(row.facts)));
    if (rows.length < BATCH) return expired;
  }
}

/**
 * Ends every hold whose time is over, bucket by bucket, and releases its credits. Safe to run at any time and twice at
 * once: each hold ends once.
 * @param pool each bucket's batch is a transaction of its own.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 * @returns the holds that this call ended.
 */
export async function expireHolds(pool: Sql, graceSeconds: number): Promise<Hold[]> {
  const expired: Hold[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    expired.push(...(await expireInBucket(pool, bucket, null, graceSeconds)));
  }
  return expired;
}

/** As {@link expireHolds}, for one wallet. */
export async function expireWalletHolds(pool: Sql, walletId: string, graceSeconds: number): Promise<Hold[]> {
  return expireInBucket(pool, requireBucket("wal", walletId), walletId, graceSeconds);
}
