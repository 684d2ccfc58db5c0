import type { Sql } from "../db/sql.js";
import { newBucketId } from "../lib/ids.js";
import { lockDepositWallets } from "./lockDepositWallets.js";

/**
 * Holds back what is left of a deposit's credits, bonus included, in whatever wallets they are, until it is known
 * whether its money comes back: resumeDeposit or reverseDeposit ends it.
 * @param sql a client inside a transaction.
 * @returns the credits held back by this call, in base units.
 */
export async function holdBackDeposit(sql: Sql, depositId: string): Promise<bigint> {
  let heldBack = 0n;
  for (const { bucket, id } of await lockDepositWallets(sql, [depositId])) {
    const { rows } = await sql.query<{ pinned: bigint }>("SELECT ledger_hold_back($1, $2, $3, $4) AS pinned", [
      ...[bucket, id, depositId],
      newBucketId("hld", bucket),
    ]);
    heldBack += rows[0]?.pinned ?? 0n;
  }
  return heldBack;
}
