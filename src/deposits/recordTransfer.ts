import type { Network, TokenTransfer } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import { InvariantError } from "../lib/errors.js";
import { newId } from "../lib/ids.js";
import { formatAmount, MAX_AMOUNT } from "../lib/money.js";
import { type DepositStatus, recordHistory } from "./deposit.js";

/** The wallet of an address, and the checkout whose lease contains the block's time. */
async function findOwner(sql: Sql, network: Network, address: string, blockAt: Date) {
  const { rows } = await sql.query<{ walletId: string; checkoutId: string | null }>(
    `SELECT address.wallet_id AS "walletId",
            (SELECT checkout_id FROM leases WHERE network = address.network AND address_index = address.address_index
              -- The first lease also answers for what came before it: the chain's clock may run behind ours.
              ORDER BY (leased_at <= $3) DESC, CASE WHEN leased_at <= $3 THEN -extract(epoch FROM leased_at) ELSE extract(epoch FROM leased_at) END
              LIMIT 1) AS "checkoutId"
     FROM addresses AS address WHERE address.network = $1 AND address.address = $2`,
    [network, address, blockAt],
  );
  if (rows[0] === undefined) throw new InvariantError(`${network} address ${address} was matched and is not ours.`);
  return rows[0];
}

type Known = {
  id: string;
  status: DepositStatus;
  stuck_reason: string | null;
  amount: string;
  to_address: string;
  block_hash: string;
  checkout_id: string | null;
};

/** What the second sight of a known transfer means: nothing new, or a return after a fork. */
function statusAfterReturn(known: Known, transfer: TokenTransfer): DepositStatus {
  if (known.status === "reorged") return "detected";
  const same = BigInt(known.amount) === transfer.amount && known.to_address === transfer.to;
  // The credits were given and never taken back: the deposit resumes, without a second credit.
  if (known.status === "stuck" && known.stuck_reason === "reorged_after_credit" && same) return "credited";
  return known.status;
}

async function recordReturn(sql: Sql, known: Known, transfer: TokenTransfer, blockAt: Date): Promise<string | null> {
  const status = statusAfterReturn(known, transfer);
  if (status === known.status && known.block_hash === transfer.blockHash) return null;
  await sql.query(
    `UPDATE deposits SET status = $2, stuck_reason = CASE WHEN $2 = 'stuck' THEN stuck_reason END, block_number = $3,
       block_hash = $4, block_at = $5, log_index = $6, final_at = CASE WHEN $2 = 'credited' THEN final_at END
     WHERE id = $1`,
    [known.id, status, transfer.blockNumber, transfer.blockHash, blockAt, transfer.logIndex],
  );
  await recordHistory(sql, { depositId: known.id, status, detail: `Seen again, in block ${transfer.blockNumber}.` });
  return known.checkout_id;
}

/**
 * Stores a transfer to one of our addresses as a deposit; one that is known already only follows its block.
 * @returns the checkout that changed by it, or null.
 */
export async function recordTransfer(
  sql: Sql,
  network: Network,
  transfer: TokenTransfer,
  blockAt: Date,
): Promise<string | null> {
  const { rows } = await sql.query<Known>(
    `SELECT id, status, stuck_reason, amount::text AS amount, to_address, block_hash, checkout_id FROM deposits
     WHERE network = $1 AND tx_hash = $2 AND log_position = $3 FOR NO KEY UPDATE`,
    [network, transfer.txHash, transfer.logPosition],
  );
  if (rows[0] !== undefined) return recordReturn(sql, rows[0], transfer, blockAt);
  const owner = await findOwner(sql, network, transfer.to, blockAt);
  const tooLarge = transfer.amount > MAX_AMOUNT;
  const stuckReason = tooLarge ? "review_threshold" : owner.checkoutId === null ? "no_checkout" : null;
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
  const detail = `${formatAmount(transfer.amount)} USDT seen in block ${transfer.blockNumber}.`;
  await recordHistory(sql, { depositId: id, status, detail });
  return owner.checkoutId;
}
