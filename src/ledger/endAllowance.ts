import type { Pool } from "../db/client.js";
import type { Recorder } from "../db/recorder.js";
import { transaction } from "../db/transaction.js";
import { type Allowance, requireAllowance, saveAllowance } from "./allowance.js";
import { requireBucket } from "./bucket.js";
import { grantPeriods } from "./grantPeriods.js";
import { lockWallet } from "./lockWallet.js";
import { readStoreTime } from "./readStoreTime.js";

/**
 * Ends a wallet's allowance now. By its rule what is unused of it lapses, or stays as long as it would have; what began
 * under another rule stays, and credits that a hold has pinned can still be captured. Ending it again changes nothing.
 * @throws CofferError `not_found` for the wallet, and for an allowance that it never had.
 */
export async function endAllowance(
  pool: Pool,
  walletId: string,
  allowanceId: string,
  record?: Recorder<Allowance>,
): Promise<Allowance> {
  return transaction(pool, async (sql) => {
    await lockWallet(sql, walletId);
    const now = await readStoreTime(sql);
    const allowance = await grantPeriods(sql, await requireAllowance(sql, walletId, allowanceId), now);
    if (allowance.endedAt !== null) return allowance;
    if (allowance.whenEnded === "lapse") {
      const wallet = [requireBucket("wal", walletId), walletId];
      // Lots that are spent end too: what is refunded into them later lives on for the grace only.
      await sql.query(
        `UPDATE grants SET expires_at = $4
          WHERE bucket = $1 AND wallet_id = $2 AND source_type = 'allowance' AND split_part(component_id, '@', 1) = $3
            AND (expires_at IS NULL OR expires_at > $4) AND effective_at >= $5`,
        [...wallet, allowanceId, now, allowance.whenEndedFrom],
      );
      await sql.query("SELECT ledger_settle_due($1, $2, $3)", [...wallet, now]);
    }
    const ended = { ...allowance, endedAt: now };
    await saveAllowance(sql, ended);
    await record?.(sql, allowance, ended);
    return ended;
  });
}
