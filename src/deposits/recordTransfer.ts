import type { Network, TokenTransfer } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import { InvariantError } from "../lib/errors.js";
import { newId } from "../lib/ids.js";
import { formatAmount, MAX_AMOUNT } from "../lib/money.js";
import { type DepositStatus, recordHistory, type StuckReason } from "./deposit.js";

type Owner = { walletId: string; checkoutId: string | null; usdt: string };

/** The wallet of an address, the checkout whose lease contains the block's time, and the token that is credited. */
export async function findOwner(sql: Sql, network: Network, address: string, blockAt: Date): Promise<Owner> {
  const { rows } = await sql.query<Owner>(
    `SELECT address.wallet_id AS "walletId", networks.token AS usdt,
            (SELECT checkout_id FROM leases WHERE network = address.network AND address_index = address.address_index
              -- The first lease also answers for what came before it: the chain's clock may run behind ours.
              ORDER BY (leased_at <= $3) DESC, CASE WHEN leased_at <= $3 THEN -extract(epoch FROM leased_at) ELSE extract(epoch FROM leased_at) END
              LIMIT 1) AS "checkoutId"
     FROM addresses AS address JOIN networks USING (network) WHERE address.network = $1 AND address.address = $2`,
    [network, address, blockAt],
  );
  if (rows[0] === undefined) throw new InvariantError(`${network} address ${address} was matched and is not ours.`);
  return rows[0];
}

/** What a transfer can't be credited for without an operator, as soon as it is seen. */
function stuckReasonOf(transfer: TokenTransfer, { checkoutId, usdt }: Owner): StuckReason | null {
  if (transfer.token !== usdt) return "unsupported_token";
  if (transfer.amount > MAX_AMOUNT) return "review_threshold";
  return checkoutId === null ? "no_checkout" : null;
}

/** A transfer with the time of its block and whom its address belongs to. */
export type OwnedTransfer = { transfer: TokenTransfer; blockAt: Date; owner: Owner };

type Known = {
  id: string;
  status: DepositStatus;
  amount: string;
  to_address: string;
  block_hash: string;
  checkout_id: string | null;
};

/** What became of a transfer: `checkoutId` is that of the deposit, `changed` whether anything did. */
export type RecordedDeposit = { depositId: string; checkoutId: string | null; isNew: boolean; changed: boolean };

/**
 * The second sight of a known transfer: it follows its block. One that a fork took away before it was credited begins
 * anew, as what it is now; one that was credited stays held back until resolveReorged has seen that it is back.
 */
async function recordReturn(
  sql: Sql,
  known: Known,
  transfer: TokenTransfer,
  owner: Owner,
  blockAt: Date,
): Promise<RecordedDeposit> {
  const unchanged = { depositId: known.id, checkoutId: known.checkout_id, isNew: false, changed: false };
  if (known.status === "reorged") return beginAnew(sql, known.id, transfer, owner, blockAt);
  if (known.block_hash === transfer.blockHash) return unchanged;
  // A log of this identity that says something else brings nothing back: what was recorded of it is in question.
  if (BigInt(known.amount) !== transfer.amount || known.to_address !== transfer.to) return unchanged;
  const { status } = known;
  await sql.query(
    `UPDATE deposits SET block_number = $2, block_hash = $3, block_at = $4, log_index = $5,
       final_at = CASE WHEN credited_at IS NOT NULL THEN final_at END,
       due_at = CASE WHEN stuck_reason = 'reorged_after_credit' THEN now() END
     WHERE id = $1`,
    [known.id, transfer.blockNumber, transfer.blockHash, blockAt, transfer.logIndex],
  );
  await recordHistory(sql, { depositId: known.id, status, detail: `Seen again, in block ${transfer.blockNumber}.` });
  return { ...unchanged, changed: true };
}

/** A call to a contract may pay another amount, or somebody else, when a fork has it carried out in another block. */
async function beginAnew(
  sql: Sql,
  id: string,
  transfer: TokenTransfer,
  owner: Owner,
  blockAt: Date,
): Promise<RecordedDeposit> {
  const stuckReason = stuckReasonOf(transfer, owner);
  const status: DepositStatus = stuckReason === null ? "detected" : "stuck";
  const { walletId, checkoutId } = owner;
  await sql.query(
    `UPDATE deposits SET status = $2, stuck_reason = $3, block_number = $4, block_hash = $5, block_at = $6, log_index = $7,
       token = $8, from_address = $9, to_address = $10, amount = $11, wallet_id = $12, checkout_id = $13,
       final_at = NULL, due_at = NULL, approved_at = NULL
     WHERE id = $1`,
    [
      ...[id, status, stuckReason, transfer.blockNumber, transfer.blockHash, blockAt, transfer.logIndex],
      ...[transfer.token, transfer.from, transfer.to, transfer.amount.toString(), walletId, checkoutId],
    ],
  );
  const detail = `Seen again, in block ${transfer.blockNumber}, now paying ${formatAmount(transfer.amount)}.`;
  await recordHistory(sql, { depositId: id, status, detail });
  return { depositId: id, checkoutId, isNew: false, changed: true };
}

/**
 * Stores a transfer to one of our addresses as a deposit; one that is known already only follows its block. Its
 * checkouts, the one it was recorded for and its owner's, are locked: see recordTransfers.
 */
export async function recordTransfer(
  sql: Sql,
  network: Network,
  { transfer, blockAt, owner }: OwnedTransfer,
): Promise<RecordedDeposit> {
  const { rows } = await sql.query<Known>(
    `SELECT id, status, amount::text AS amount, to_address, block_hash, checkout_id FROM deposits
     WHERE network = $1 AND tx_hash = $2 AND log_position = $3 FOR NO KEY UPDATE`,
    [network, transfer.txHash, transfer.logPosition],
  );
  if (rows[0] !== undefined) return recordReturn(sql, rows[0], transfer, owner, blockAt);
  const stuckReason = stuckReasonOf(transfer, owner);
  const status: DepositStatus = stuckReason === null ? "detected" : "stuck";
  const id = newId("dep");
  await sql.query(
    `INSERT INTO deposits (id, network, tx_hash, log_position, log_index, block_number, block_hash, block_at, token,
       from_address, to_address, amount, status, stuck_reason, wallet_id, checkout_id, detected_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, store_now())`,
    [
      id,
      network,
      transfer.txHash,
      transfer.logPosition,
      transfer.logIndex,
      transfer.blockNumber,
      transfer.blockHash,
      blockAt,
      transfer.token,
      transfer.from,
      transfer.to,
      transfer.amount.toString(),
      status,
      stuckReason,
      owner.walletId,
      owner.checkoutId,
    ],
  );
  const name = stuckReason === "unsupported_token" ? `of the token ${transfer.token}` : "USDT";
  const detail = `${formatAmount(transfer.amount)} ${name} seen in block ${transfer.blockNumber}.`;
  await recordHistory(sql, { depositId: id, status, detail });
  return { depositId: id, checkoutId: owner.checkoutId, isNew: true, changed: true };
}
