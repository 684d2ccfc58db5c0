import type { Network, TokenTransfer } from "../chains/chain.js";
import { lockCheckouts } from "../checkout/checkout.js";
import { updateStatuses } from "../checkout/updateStatus.js";
import type { Sql } from "../db/sql.js";
import { newId } from "../lib/ids.js";
import type { DepositStatus } from "./deposit.js";
import { findOwners, type SeenTransfer } from "./findOwners.js";
import { followTransfers, type OwnedTransfer, storeTransfers } from "./storeTransfers.js";

/** What became of a transfer: `checkoutId` is that of the deposit, `changed` whether anything did. */
export type RecordedDeposit = { depositId: string; checkoutId: string | null; isNew: boolean; changed: boolean };

type Known = {
  id: string;
  status: DepositStatus;
  amount: string;
  token: string;
  to_address: string;
  block_hash: string;
  checkout_id: string | null;
};

const identityOf = ({ txHash, logPosition }: Pick<TokenTransfer, "txHash" | "logPosition">) =>
  `${txHash} ${logPosition}`;

/** The checkouts that transfers seen before were recorded for. */
async function findKnownCheckouts(sql: Sql, network: Network, seen: SeenTransfer[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    "SELECT DISTINCT checkout_id AS id FROM deposits WHERE network = $1 AND tx_hash = ANY($2) AND checkout_id IS NOT NULL",
    [network, seen.map(({ transfer }) => transfer.txHash)],
  );
  return rows.map(({ id }) => id);
}

/** The deposits of the transfers' transactions, locked, by identity. */
async function lockKnown(sql: Sql, network: Network, seen: SeenTransfer[]): Promise<Map<string, Known>> {
  const { rows } = await sql.query<Known & { txHash: string; logPosition: number }>(
    `SELECT id, status, amount::text AS amount, token, to_address, block_hash, checkout_id, tx_hash AS "txHash", log_position AS "logPosition"
     FROM deposits WHERE network = $1 AND tx_hash = ANY($2) ORDER BY id FOR NO KEY UPDATE`,
    [network, seen.map(({ transfer }) => transfer.txHash)],
  );
  return new Map(rows.map((row) => [identityOf(row), row]));
}

/** A log of a known identity that says something else brings nothing back: what was recorded of it is in question. */
function saysTheSame(known: Known, { amount, token, to }: TokenTransfer): boolean {
  return BigInt(known.amount) === amount && known.token === token && known.to_address === to;
}

/**
 * Records transfers to addresses of ours as deposits, and brings the checkouts that they change up to date; in as many
 * statements for a flood of them as for two. One that is known follows its block: where a fork took it away before it was
 * credited it begins anew, as what it is now; where it was credited it stays held back until resolveReorged has seen that
 * it is back. The network must be locked; checkouts are locked here ahead of deposits, the same order as everywhere.
 * @returns what became of each, in the order given.
 */
export async function recordTransfers(sql: Sql, network: Network, seen: SeenTransfer[]): Promise<RecordedDeposit[]> {
  if (seen.length === 0) return [];
  const owners = await findOwners(sql, network, seen);
  const concerned = new Set([
    ...(await findKnownCheckouts(sql, network, seen)),
    ...owners.flatMap(({ checkoutId }) => checkoutId ?? []),
  ]);
  await lockCheckouts(sql, concerned);
  const known = await lockKnown(sql, network, seen);
  const stored: OwnedTransfer[] = [];
  const moved: (SeenTransfer & Known)[] = [];
  const recorded = new Map<string, RecordedDeposit>();
  const results = seen.map((each, index): RecordedDeposit => {
    const identity = identityOf(each.transfer);
    const before = recorded.get(identity);
    if (before !== undefined) return { ...before, isNew: false, changed: false };
    const owner = owners[index] as (typeof owners)[number];
    const row = known.get(identity);
    const id = row?.id ?? newId("dep");
    const beginsAnew = row === undefined || row.status === "reorged";
    const moves = !beginsAnew && row.block_hash !== each.transfer.blockHash && saysTheSame(row, each.transfer);
    if (beginsAnew) stored.push({ ...each, id, owner, isNew: row === undefined });
    if (moves) moved.push({ ...each, ...row });
    const { checkoutId } = beginsAnew ? owner : { checkoutId: row.checkout_id };
    const result = { depositId: id, checkoutId, isNew: row === undefined, changed: beginsAnew || moves };
    recorded.set(identity, result);
    return result;
  });
  await storeTransfers(sql, network, stored);
  await followTransfers(sql, moved);
  if (results.some(({ changed }) => changed)) await updateStatuses(sql, concerned);
  return results;
}
