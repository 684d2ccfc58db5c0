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

type Due = { wallet_id: string; allowance_id: string };

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
 * and twice at once: a period is granted once.
 * @returns how many allowances had something due.
 */
export async function grantAllowances(pool: Pool): Promise<number> {
  let granted = 0;
  for (;;) {
    const { rows } = await pool.query<Due>(
      `SELECT a.wallet_id, a.allowance_id FROM allowances a
        WHERE a.ended_at IS NULL AND a.next_at <= store_now() ORDER BY a.next_at, a.wallet_id LIMIT $1`,
      [BATCH],
    );
    const due = rows.values();
    const work = async () => {
      for (const one of due) if (await grantOne(pool, one)) granted += 1;
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (rows.length === 0) return granted;
  }
}
