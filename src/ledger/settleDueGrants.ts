import type { Sql } from "../db/sql.js";
import { BUCKETS } from "../lib/ids.js";

/** Wallets settled by one statement: they are locked until it is done. */
const BATCH = 200;

/**
 * Makes lots effective whose time has come and moves lapsed ones to breakage, bucket by bucket. A debit or hold does the
 * same for its own wallet, so this only keeps the books of idle wallets current. Safe to run at any time and twice at once.
 * @param pool each bucket's batch is a transaction of its own.
 * @returns how many wallets had something due.
 */
export async function settleDueGrants(pool: Sql): Promise<number> {
  let settled = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    for (;;) {
      const { rows } = await pool.query<{ settled: number }>("SELECT ledger_settle_bucket($1, $2) AS settled", [
        bucket,
        BATCH,
      ]);
      const count = rows[0]?.settled ?? 0;
      settled += count;
      if (count < BATCH) break;
    }
  }
  return settled;
}
