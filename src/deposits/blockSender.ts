import { normalizeAddress } from "../chains/addresses.js";
import type { Network } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { transaction } from "../db/transaction.js";
import { CofferError } from "../lib/errors.js";
import { recordAudit } from "./audit.js";
import type { Decider } from "./decideDeposit.js";

/**
 * Has payments from an address wait for an operator, or no longer; it holds for what is credited from now on.
 * @throws CofferError `invalid_request` for what is no address of the network, `not_found` for a network not watched.
 */
export async function blockSender(
  pool: Pool,
  sender: { network: Network; address: string; blocked: boolean },
  { clientId, note }: Decider,
): Promise<void> {
  const { network, blocked } = sender;
  const address = normalizeAddress(network, sender.address);
  if (address === null) {
    const message = `${sender.address} is no ${network} address, or its checksum is wrong.`;
    throw new CofferError("invalid_request", message, { fields: { issues: [{ path: "address", message }] } });
  }
  await transaction(pool, async (sql) => {
    const watched = await sql.query("SELECT 1 FROM networks WHERE network = $1", [network]);
    if (watched.rowCount === 0) throw new CofferError("not_found", `This store does not watch ${network}.`);
    const { rowCount } = blocked
      ? await sql.query(
          "INSERT INTO blocked_senders (network, address, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
          [network, address, note],
        )
      : await sql.query("DELETE FROM blocked_senders WHERE network = $1 AND address = $2", [network, address]);
    const before = { blocked: rowCount === 0 ? blocked : !blocked };
    const action = blocked ? "sender.block" : "sender.unblock";
    await recordAudit(sql, { clientId, action, objectId: `${network}:${address}`, before, after: { blocked }, note });
  });
}
