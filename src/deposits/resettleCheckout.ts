import type { Checkout } from "../checkout/checkout.js";
import type { Sql } from "../db/sql.js";
import { NOT_GIVEN_BACK } from "../ledger/notGivenBack.js";
import { reverseDeposit } from "../ledger/reverseDeposit.js";
import type { Crediting } from "./crediting.js";
import { readDeposit, readDeposits, recordHistory } from "./deposit.js";
import { isSettled } from "./planCredit.js";
import { postCredit } from "./postCredit.js";

/**
 * Settles a checkout anew after one of its deposits was taken back: its terms hold for what is left. What the others got
 * because of it (the pack that it completed) goes, and what they earn without it comes; what was spent meanwhile is a
 * debt that their new lots repay at once. They stay credited when they were, so that their credits end when they would
 * have. Nothing happens where they were granted what they are worth alone. The caller brings the checkout's status in line
 * once, after all of it.
 * @param sql a client inside a transaction that has locked the checkout.
 */
export async function resettleCheckout(
  sql: Sql,
  { catalogs }: Pick<Crediting, "catalogs">,
  checkout: Checkout,
  graceSeconds: number,
): Promise<void> {
  if (await isSettled(sql, catalogs, checkout)) return;
  const left = await readDeposits(
    sql,
    `checkout_id = $1 AND status = 'credited' AND ${NOT_GIVEN_BACK} ORDER BY id FOR NO KEY UPDATE`,
    [checkout.id],
  );
  for (const { id } of left) {
    await reverseDeposit(sql, id, graceSeconds);
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
  for (const { id, creditedAt } of left) {
    await postCredit(sql, crediting, checkout, await readDeposit(sql, id), creditedAt ?? undefined);
  }
}
