import type { Sql } from "../db/sql.js";
import { UnavailableError } from "../lib/errors.js";
import { listAllowances } from "./allowance.js";
import { requireBucket } from "./bucket.js";
import { expireWalletHolds } from "./expireHolds.js";
import { grantPeriods } from "./grantPeriods.js";
import { readStoreTime } from "./readStoreTime.js";

/** Holds that a call ends at most: its wallet is locked meanwhile, and others wait behind it. More are left to the workers. */
const HOLDS_MAX = 1_000;

async function requireFewOverdueHolds(sql: Sql, walletId: string): Promise<void> {
  const { rows } = await sql.query<{ overdue: number }>(
    `SELECT count(*)::integer AS overdue FROM (SELECT FROM holds WHERE bucket = $1 AND wallet_id = $2 AND state = 'open'
       AND expires_at <= store_now() LIMIT $3) AS h`,
    [requireBucket("wal", walletId), walletId, HOLDS_MAX + 1],
  );
  if ((rows[0]?.overdue ?? 0) <= HOLDS_MAX) return;
  throw new UnavailableError("Thousands of the wallet's holds are over and being ended; try again with the same key.");
}

/**
 * Does in one wallet what the workers have not come to yet: grants the periods of its allowances that have begun, then ends
 * its holds whose time is over. In that order, because a day's quota lapses and comes anew in one moment.
 * @param sql a client inside a transaction that holds the wallet's lock.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 * @throws UnavailableError where so many holds are over that others would wait too long; the workers are at them.
 */
export async function catchUpWallet(sql: Sql, walletId: string, graceSeconds: number): Promise<void> {
  await requireFewOverdueHolds(sql, walletId);
  const now = await readStoreTime(sql);
  for (const allowance of await listAllowances(sql, walletId)) await grantPeriods(sql, allowance, now);
  await expireWalletHolds(sql, walletId, graceSeconds);
}
