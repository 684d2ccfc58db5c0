import type { Sql } from "../db/sql.js";
import { type Deposit, recordHistory, type StuckReason } from "./deposit.js";
import { explain } from "./explain.js";

/** Shows a locked deposit to operators: nothing happens to it until one decides. */
export async function keepForOperator(
  sql: Sql,
  deposit: Deposit,
  reason: StuckReason,
): Promise<{ kind: "stuck"; reason: StuckReason }> {
  await sql.query("UPDATE deposits SET status = 'stuck', stuck_reason = $2, due_at = NULL WHERE id = $1", [
    deposit.id,
    reason,
  ]);
  const detail = explain({ ...deposit, status: "stuck", stuckReason: reason });
  await recordHistory(sql, { depositId: deposit.id, status: "stuck", detail });
  return { kind: "stuck", reason };
}
