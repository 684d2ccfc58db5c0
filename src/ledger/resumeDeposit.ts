import type { Sql } from "../db/sql.js";
import { lockDepositWallets } from "./lockDepositWallets.js";

/**
 * Gives back the credits of a deposit that were held back: its money is on the chain again, with the same amount.
 * @param sql a client inside a transaction.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 * @returns the credits released, in base units.
 */
export async function resumeDeposit(sql: Sql, depositId: string, graceSeconds: number): Promise<bigint> {
  let released = 0n;
  for (const { bucket, id } of await lockDepositWallets(sql, [depositId])) {
    const { rows } = await sql.query<{ released: bigint }>(
      "SELECT ledger_release_held_back($1, $2, $3, $4) AS released",
      [bucket, id, depositId, graceSeconds],
    );
    released += rows[0]?.released ?? 0n;
  }
  return released;
}
