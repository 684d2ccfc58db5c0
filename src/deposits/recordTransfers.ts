import type { Network, TokenTransfer } from "../chains/chain.js";
import { lockCheckouts } from "../checkout/checkout.js";
import { updateStatuses } from "../checkout/updateStatus.js";
import type { Sql } from "../db/sql.js";
import { findOwner, type OwnedTransfer, type RecordedDeposit, recordTransfer } from "./recordTransfer.js";

/** The checkouts that transfers seen before were recorded for. */
async function findKnownCheckouts(sql: Sql, network: Network, transfers: TokenTransfer[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    "SELECT DISTINCT checkout_id AS id FROM deposits WHERE network = $1 AND tx_hash = ANY($2) AND checkout_id IS NOT NULL",
    [network, transfers.map(({ txHash }) => txHash)],
  );
  return rows.map(({ id }) => id);
}

/**
 * Records transfers to addresses of ours, and brings the checkouts that they change up to date. The network must be
 * locked; checkouts are locked here ahead of deposits, the same order as everywhere.
 * @returns what became of each, in the order given.
 */
export async function recordTransfers(
  sql: Sql,
  network: Network,
  seen: { transfer: TokenTransfer; blockAt: Date }[],
): Promise<RecordedDeposit[]> {
  if (seen.length === 0) return [];
  const owned: OwnedTransfer[] = [];
  for (const each of seen) {
    owned.push({ ...each, owner: await findOwner(sql, network, each.transfer.to, each.blockAt) });
  }
  const known = await findKnownCheckouts(
    sql,
    network,
    seen.map(({ transfer }) => transfer),
  );
  const concerned = new Set([...known, ...owned.flatMap(({ owner }) => owner.checkoutId ?? [])]);
  await lockCheckouts(sql, concerned);
  const recorded: RecordedDeposit[] = [];
  for (const each of owned) recorded.push(await recordTransfer(sql, network, each));
  if (recorded.some(({ changed }) => changed)) await updateStatuses(sql, concerned);
  return recorded;
}
