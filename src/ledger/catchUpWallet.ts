import type { Sql } from "../db/sql.js";
import { listAllowances } from "./allowance.js";
import { expireWalletHolds } from "./expireHolds.js";
import { grantPeriods } from "./grantPeriods.js";
import { readStoreTime } from "./readStoreTime.js";

/**
 * Does in one wallet what the workers have not come to yet: grants the periods of its allowances that have begun, then ends
 * its holds whose time is over. In that order, because a day's quota lapses and comes anew in one moment.
 * @param sql a client inside a transaction that holds the wallet's lock.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 */
export async function catchUpWallet(sql: Sql, walletId: string, graceSeconds: number): Promise<void> {
  const now = await readStoreTime(sql);
  for (const allowance of await listAllowances(sql, walletId)) await grantPeriods(sql, allowance, now);
  await expireWalletHolds(sql, walletId, graceSeconds);
}
