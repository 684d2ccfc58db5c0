import { createAttempts } from "../db/attempts.js";
import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { findAllowance } from "./allowance.js";
import { grantPeriods } from "./grantPeriods.js";
import { lockWallet } from "./lockWallet.js";
import { readStoreTime } from "./readStoreTime.js";

/** Allowances read at once. */
const BATCH = 200;

/** Wallets granted to at the same time: each is a transaction, and most of its time is waiting for the disk. */
const AT_ONCE = 4;

/** `next_at` as text: a cursor that is read back must not lose its microseconds. */
type Due = { wallet_id: string; allowance_id: string; next_at: string };

const DUE = `SELECT a.wallet_id, a.allowance_id, a.next_at::text FROM allowances a
  WHERE a.ended_at IS NULL AND a.next_at <= store_now() AND (a.next_at, a.wallet_id, a.allowance_id) > ($2::timestamptz, $3, $4)
  ORDER BY a.next_at, a.wallet_id, a.allowance_id LIMIT $1`;
const FIRST = { next_at: "-infinity", wallet_id: "", allowance_id: "" };

/** Decides again under the wallet's lock: another worker may have been here, or the allowance has ended. */
async function grantOne(pool: Pool, { wallet_id: walletId, allowance_id: allowanceId }: Due): Promise<boolean> {
  return transaction(pool, async (sql) => {
    await lockWallet(sql, walletId);
    const now = await readStoreTime(sql);
    const allowance = await findAllowance(sql, walletId, allowanceId);
    return allowance !== null && (await grantPeriods(sql, allowance, now)) !== allowance;
  });
}

/**
 * Grants every period of every allowance that has begun and was not granted, the oldest first. Safe to run at any time
 * and twice at once: a period is granted once. One that cannot be granted keeps none of the others from theirs.
 * @returns how many allowances had something due.
 * @throws what granting one failed with, once all others are granted; at once where the database is away.
 */
export async function grantAllowances(pool: Pool): Promise<number> {
  let granted = 0;
  const attempts = createAttempts();
  const grant = async (one: Due): Promise<void> => {
    if (await grantOne(pool, one)) granted += 1;
  };
  let last: Due | undefined = FIRST;
  while (last !== undefined) {
    const { rows }: { rows: Due[] } = await pool.query<Due>(DUE, [
      BATCH,
      last.next_at,
      last.wallet_id,
      last.allowance_id,
    ]);
    const due = rows.values();
    const work = async () => {
      for (const one of due) await attempts.run(() => grant(one));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    last = rows.at(-1);
  }
  attempts.end();
  return granted;
}
