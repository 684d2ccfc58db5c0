import type { Pool } from "../db/client.js";
import { type Decider, decideDeposit } from "./decideDeposit.js";
import { type Deposit, recordHistory } from "./deposit.js";

/**
 * Decides that a stuck deposit is never credited. It can still be recorded as sent back. Rejecting again changes nothing.
 * @throws CofferError `not_found`; `deposit_not_retryable` when it is not stuck, or a fork has yet to decide on it.
 */
export async function rejectDeposit(pool: Pool, depositId: string, decider: Decider): Promise<Deposit> {
  return decideDeposit(pool, depositId, {
    ...decider,
    action: "deposit.reject",
    judge: ({ status, stuckReason }) => {
      if (status === "rejected") return "done";
      return status === "stuck" && stuckReason !== "reorged_after_credit" ? "may" : "refused";
    },
    carryOut: async (sql, { id }) => {
      await sql.query("UPDATE deposits SET status = 'rejected', stuck_reason = NULL, due_at = NULL WHERE id = $1", [
        id,
      ]);
      const { clientId, note } = decider;
      await recordHistory(sql, { depositId: id, status: "rejected", detail: `Rejected: ${note}`, clientId });
    },
  });
}
