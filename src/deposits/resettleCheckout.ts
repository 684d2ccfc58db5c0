import type { Checkout } from "../checkout/checkout.js";
import type { Sql } from "../db/sql.js";
import { requireBucket } from "../ledger/bucket.js";
import { type Grace, keepGraces, readGraces } from "../ledger/keepGrace.js";
import { NOT_GIVEN_BACK } from "../ledger/notGivenBack.js";
import { type Reversal, reverseDeposit } from "../ledger/reverseDeposit.js";
import { withoutActivity } from "../ledger/withoutActivity.js";
import type { Crediting } from "./crediting.js";
import { type Deposit, readDeposit, readDeposits, recordHistory } from "./deposit.js";
import { isSettled } from "./planCredit.js";
import { postCredit } from "./postCredit.js";

/** Whether credits of a deposit that were taken back were another wallet's: what comes instead comes as from there. */
const wasMoved = (reversals: readonly Reversal[], walletId: string) =>
  reversals.some((reversal) => reversal.walletId !== walletId && reversal.taken > 0n);

/** When lots of a deposit have ended by now, by their component; a window of inactivity that is over is such an end. */
async function readEnded(sql: Sql, { id, walletId }: Deposit): Promise<Map<string, Date>> {
  const { rows } = await sql.query<{ component: string; at: Date }>(
    `SELECT ledger_component(component_id) AS component, min(expires_at) AS at FROM grants
      WHERE bucket = $1 AND deposit_id = $2 AND source_type = 'deposit' AND expires_at <= store_now() GROUP BY 1`,
    [requireBucket("wal", walletId), id],
  );
  return new Map(rows.map(({ component, at }) => [component, at]));
}

/**
 * Settles a checkout anew after one of its deposits was taken back: its terms hold for what is left. What the others got
 * because of it (the pack that it completed) goes, and what they earn without it comes; what was spent meanwhile is a
 * debt that their new lots repay at once. They stay credited when they were, so that their credits end when they would
 * have; what lives in its grace goes on so. Nothing happens where they were granted what they are worth alone. The caller
 * brings the checkout's status in line once, after all of it.
 * @param sql a client inside a transaction that has locked the checkout.
 */
export async function resettleCheckout(
  sql: Sql,
  { catalogs }: Pick<Crediting, "catalogs">,
  checkout: Checkout,
  graceSeconds: number,
): Promise<void> {
  // Those that a fork holds are settled when they are back, if they come back.
  await sql.query(
    "UPDATE deposits SET settle_again = true WHERE checkout_id = $1 AND stuck_reason = 'reorged_after_credit'",
    [checkout.id],
  );
  if (await isSettled(sql, catalogs, checkout)) return;
  const left = await readDeposits(
    sql,
    `checkout_id = $1 AND status = 'credited' AND ${NOT_GIVEN_BACK} ORDER BY id FOR NO KEY UPDATE`,
    [checkout.id],
  );
  const moved = new Set<string>();
  const graces = new Map<string, Grace[]>();
  for (const { id } of left) {
    graces.set(id, await readGraces(sql, id));
    if (wasMoved(await reverseDeposit(sql, id, graceSeconds), checkout.walletId)) moved.add(id);
    await sql.query(
      `UPDATE deposits SET status = 'confirming', credits = 0, credited_at = NULL, due_at = now(), reversals = reversals + 1
       WHERE id = $1`,
      [id],
    );
    const detail = "Another payment of its checkout was taken back; it is settled anew without it.";
    await recordHistory(sql, { depositId: id, status: "confirming", detail });
  }
  // What was credited stays so, however little is left together.
  const crediting = { catalogs, minimum: 0n };
  const settle = async (): Promise<void> => {
    for (const deposit of left) {
      const { id, creditedAt } = deposit;
      const ended = moved.has(id) ? undefined : await readEnded(sql, deposit);
      const settledAnew = creditedAt === null ? undefined : { creditedAt, ended };
      await postCredit(sql, crediting, checkout, await readDeposit(sql, id), settledAnew);
      await keepGraces(sql, deposit, graces.get(id) ?? []);
    }
  };
  // What another wallet had comes as a transfer from there would, which is activity.
  await (moved.size > 0 ? settle() : withoutActivity(sql, checkout.walletId, settle));
}
