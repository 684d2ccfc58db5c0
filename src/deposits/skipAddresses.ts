import { acceptRestoredStore } from "../checkout/fenceRestoredStore.js";
import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { recordAudit } from "./audit.js";

/** Above this, an account's scanning wallets would take hours to find what lies behind the gap. */
const MOST = 1_000_000;

export type AddressCounter = { network: string; nextIndex: number };

/**
 * Moves every account's next address index ahead by `count` and lets a restored store issue addresses again: whatever
 * the lost store issued after its last backup is then never issued to another wallet.
 * @throws CofferError `invalid_request` where count is not 1 to 1,000,000.
 */
export async function skipAddresses(
  pool: Pool,
  count: number,
  { clientId, note }: { clientId: string; note: string },
): Promise<AddressCounter[]> {
  if (!Number.isInteger(count) || count < 1 || count > MOST) {
    throw new CofferError("invalid_request", `Skip 1 to ${MOST} addresses, not ${count}.`);
  }
  return transaction(pool, async (sql) => {
    await sql.query("INSERT INTO address_counters SELECT network, 0 FROM networks ON CONFLICT DO NOTHING");
    const { rows } = await sql.query<AddressCounter & { before: number }>(
      `UPDATE address_counters SET next_index = next_index + $1
       RETURNING network, next_index AS "nextIndex", next_index - $1 AS before`,
      [count],
    );
    await acceptRestoredStore(sql);
    for (const { network, nextIndex, before } of rows) {
      const [was, is] = [{ nextIndex: before }, { nextIndex }];
      await recordAudit(sql, { clientId, action: "addresses.skip", objectId: network, before: was, after: is, note });
    }
    return rows.map(({ network, nextIndex }) => ({ network, nextIndex }));
  });
}
