import type { Sql } from "../db/sql.js";
import { lockDepositWallets } from "./lockDepositWallets.js";
import { resumeDeposit } from "./resumeDeposit.js";

/** What reversing a deposit did to one wallet, in base units of credits. */
export type Reversal = { walletId: string; taken: bigint; owed: bigint };

/**
 * Takes back the credits of a deposit whose money never came, bonus included, from whatever wallets they are in, by
 * entries of their own. What was spent, or is pinned by an open hold, becomes the debt of the wallet that spent it: what
 * comes in later repays it first. Credits that were held back are taken too. A second call finds nothing left to reverse.
 * @param sql a client inside a transaction; the deposit's checkout is locked before, as everywhere.
 * @returns one item for each wallet that had lots of the deposit.
 */
export async function reverseDeposit(sql: Sql, depositId: string, graceSeconds: number): Promise<Reversal[]> {
  await resumeDeposit(sql, depositId, graceSeconds);
  const reversals: Reversal[] = [];
  for (const { bucket, id } of await lockDepositWallets(sql, [depositId])) {
    const { rows } = await sql.query<{ taken: bigint; owed: bigint }>("SELECT * FROM ledger_reverse($1, $2, $3)", [
      bucket,
      id,
      depositId,
    ]);
    for (const { taken, owed } of rows) reversals.push({ walletId: id, taken, owed });
  }
  return reversals;
}
