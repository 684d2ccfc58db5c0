import type { Sql } from "../db/sql.js";
import { lockDepositWallets } from "../ledger/lockDepositWallets.js";
import type { Deposit } from "./deposit.js";

/**
 * Locks a deposit's wallets, and those of all credited deposits of its checkout, which are settled anew once it is taken
 * back: all at once, as one deposit's after the other's would not be in the ledger's order.
 * @param sql a client inside a transaction that has locked the checkout.
 */
export async function lockSettlement(sql: Sql, { id, checkoutId }: Deposit): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM deposits WHERE id = $1 OR checkout_id = $2 AND status = 'credited' ORDER BY id FOR NO KEY UPDATE`,
    [id, checkoutId],
  );
  await lockDepositWallets(
    sql,
    rows.map((row) => row.id),
  );
}
