import { updateStatuses } from "../../src/checkout/updateStatus.js";
import { transaction } from "../../src/db/transaction.js";
import { recordHistory } from "../../src/deposits/deposit.js";
import { holdBackDeposit } from "../../src/ledger/holdBackDeposit.js";
import type { DepositStore } from "../support/depositStore.js";

/** As if forks had just taken credited payments of a checkout, at once; the chain has them, so that looking at them brings them back. */
export async function lose({ database }: DepositStore, checkoutId: string, depositIds: string[]): Promise<void> {
  await transaction(database.pool, async (sql) => {
    for (const depositId of depositIds) {
      const lost =
        "UPDATE deposits SET status = 'stuck', stuck_reason = 'reorged_after_credit', due_at = now() WHERE id = $1";
      await sql.query(lost, [depositId]);
      await holdBackDeposit(sql, depositId);
      await recordHistory(sql, { depositId, status: "stuck", detail: "A fork took it." });
    }
    await updateStatuses(sql, new Set([checkoutId]));
  });
}
