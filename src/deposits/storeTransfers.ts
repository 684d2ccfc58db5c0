import type { Network } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import { formatAmount, MAX_AMOUNT } from "../lib/money.js";
import { type DepositStatus, recordHistories, type StuckReason } from "./deposit.js";
import type { Owner, SeenTransfer } from "./findOwners.js";

/** A transfer, the id of its deposit, and whom it belongs to. `isNew`: it has no row yet. */
export type OwnedTransfer = SeenTransfer & { id: string; owner: Owner; isNew: boolean };

/** What a transfer can't be credited for without an operator, as soon as it is seen. */
function stuckReasonOf({ transfer, owner }: OwnedTransfer): StuckReason | null {
  if (transfer.token !== owner.usdt) return "unsupported_token";
  if (transfer.amount > MAX_AMOUNT) return "review_threshold";
  return owner.checkoutId === null ? "no_checkout" : null;
}

function statusOf(owned: OwnedTransfer): DepositStatus {
  return stuckReasonOf(owned) === null ? "detected" : "stuck";
}

function detailOf({ transfer: { amount, token, blockNumber }, owner, isNew }: OwnedTransfer): string {
  if (!isNew) return `Seen again, in block ${blockNumber}, now paying ${formatAmount(amount)}.`;
  return `${formatAmount(amount)} ${token === owner.usdt ? "USDT" : `of the token ${token}`} seen in block ${blockNumber}.`;
}

/**
 * Stores transfers as deposits, each once. A row that is there already is of one that a fork took away before it was
 * credited, and begins anew: a call to a contract may pay another amount, or somebody else, when a fork has it carried
 * out in another block.
 */
export async function storeTransfers(sql: Sql, network: Network, owned: OwnedTransfer[]): Promise<void> {
  if (owned.length === 0) return;
  const transfers = owned.map(({ transfer }) => transfer);
  await sql.query(
    `INSERT INTO deposits (network, id, tx_hash, log_position, log_index, block_number, block_hash, block_at, token,
       from_address, to_address, amount, status, stuck_reason, wallet_id, checkout_id, detected_at)
     SELECT $1, *, store_now() FROM unnest($2::text[], $3::text[], $4::integer[], $5::integer[], $6::integer[], $7::text[], $8::timestamptz[],
       $9::text[], $10::text[], $11::text[], $12::numeric[], $13::text[], $14::text[], $15::text[], $16::text[])
     ON CONFLICT (network, tx_hash, log_position) DO UPDATE SET status = EXCLUDED.status, stuck_reason = EXCLUDED.stuck_reason,
       block_number = EXCLUDED.block_number, block_hash = EXCLUDED.block_hash, block_at = EXCLUDED.block_at,
       log_index = EXCLUDED.log_index, token = EXCLUDED.token, from_address = EXCLUDED.from_address,
       to_address = EXCLUDED.to_address, amount = EXCLUDED.amount, wallet_id = EXCLUDED.wallet_id,
       checkout_id = EXCLUDED.checkout_id, final_at = NULL, due_at = NULL, approved_at = NULL,
       attempts = 0, last_error = NULL, pending_total = 0
     WHERE deposits.status = 'reorged'`,
    [
      network,
      owned.map(({ id }) => id),
      transfers.map(({ txHash }) => txHash),
      transfers.map(({ logPosition }) => logPosition),
      transfers.map(({ logIndex }) => logIndex),
      transfers.map(({ blockNumber }) => blockNumber),
      transfers.map(({ blockHash }) => blockHash),
      owned.map(({ blockAt }) => blockAt),
      transfers.map(({ token }) => token),
      transfers.map(({ from }) => from),
      transfers.map(({ to }) => to),
      transfers.map(({ amount }) => amount.toString()),
      owned.map(statusOf),
      owned.map(stuckReasonOf),
      owned.map(({ owner }) => owner.walletId),
      owned.map(({ owner }) => owner.checkoutId),
    ],
  );
  await recordHistories(
    sql,
    owned.map((each) => ({ depositId: each.id, status: statusOf(each), detail: detailOf(each) })),
  );
}

/** Has deposits follow their transfers into the blocks that these are in now; nothing else of them changes. */
export async function followTransfers(
  sql: Sql,
  moved: (SeenTransfer & { id: string; status: DepositStatus })[],
): Promise<void> {
  if (moved.length === 0) return;
  const transfers = moved.map(({ transfer }) => transfer);
  await sql.query(
    `UPDATE deposits SET block_number = seen.block_number, block_hash = seen.block_hash, block_at = seen.block_at, log_index = seen.log_index,
       final_at = CASE WHEN credited_at IS NOT NULL THEN final_at END,
       due_at = CASE WHEN stuck_reason = 'reorged_after_credit' THEN now() END
     FROM unnest($1::text[], $2::integer[], $3::text[], $4::timestamptz[], $5::integer[]) AS seen (id, block_number, block_hash, block_at, log_index)
     WHERE deposits.id = seen.id`,
    [
      moved.map(({ id }) => id),
      transfers.map(({ blockNumber }) => blockNumber),
      transfers.map(({ blockHash }) => blockHash),
      moved.map(({ blockAt }) => blockAt),
      transfers.map(({ logIndex }) => logIndex),
    ],
  );
  await recordHistories(
    sql,
    moved.map(({ id, status, transfer }) => ({
      depositId: id,
      status,
      detail: `Seen again, in block ${transfer.blockNumber}.`,
    })),
  );
}
