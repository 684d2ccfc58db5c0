import type { Pool } from "../db/client.js";
import type { Recorder } from "../db/recorder.js";
import { transaction } from "../db/transaction.js";
import { type Allowance, type AllowanceTerms, findAllowance, saveAllowance } from "./allowance.js";
import { grantPeriods } from "./grantPeriods.js";
import { lockWallet } from "./lockWallet.js";
import { readStoreTime } from "./readStoreTime.js";
import { settleWallet } from "./settleWallet.js";

/** How an allowance that the wallet had goes on: its period is over before the next one begins. */
function goOn(had: Allowance, terms: AllowanceTerms, now: Date): Allowance {
  // One that ended and comes back in a period that was granted waits for the next: giving and ending it gains nothing.
  const restarts = had.endedAt !== null && had.nextAt <= now;
  const nextAt = restarts ? now : had.nextAt;
  const cadence = restarts || had.every !== terms.every ? { startedAt: nextAt, nextPeriod: 0 } : {};
  const whenEndedFrom = had.whenEnded === terms.whenEnded ? had.whenEndedFrom : nextAt;
  return { ...had, ...terms, ...cadence, nextAt, whenEndedFrom, endedAt: null };
}

/**
 * Gives a wallet an allowance and grants its first period at once. Given again, it keeps its periods and takes these
 * terms over from the next one on, so that repeating the call changes nothing.
 * @returns the allowance, and whether the wallet did not have it before.
 * @throws CofferError `not_found` for the wallet.
 */
export async function giveAllowance(
  pool: Pool,
  walletId: string,
  terms: AllowanceTerms,
  record?: Recorder<Allowance>,
): Promise<{ allowance: Allowance; created: boolean }> {
  return transaction(pool, async (sql) => {
    await lockWallet(sql, walletId);
    const now = await readStoreTime(sql);
    const found = await findAllowance(sql, walletId, terms.allowanceId);
    // Periods that have begun were promised by the old terms.
    const had = found === null ? null : await grantPeriods(sql, found, now);
    const given =
      had === null
        ? { ...terms, walletId, whenEndedFrom: now, startedAt: now, nextPeriod: 0, nextAt: now, endedAt: null }
        : goOn(had, terms, now);
    await saveAllowance(sql, given);
    const allowance = await grantPeriods(sql, given, now);
    // Also where nothing was granted: one that comes back makes its wallet due at its next period.
    await settleWallet(sql, walletId);
    await record?.(sql, had, allowance);
    return { allowance, created: had === null || had.endedAt !== null };
  });
}
