import type { Sql } from "../../src/db/sql.js";

/** A deposit as if it had been seen, found final and credited; its lots are the caller's to post. `credits` are base units. */
export async function insertDeposit(sql: Sql, id: string, walletId: string, credits: bigint): Promise<void> {
  await sql.query(
    "INSERT INTO networks (network, chain_id, genesis_hash, token) VALUES ('tron', '1', 'genesis', 'token') ON CONFLICT (network) DO NOTHING",
  );
  await sql.query(
    `INSERT INTO deposits (id, network, tx_hash, log_position, block_number, block_hash, block_at, token, from_address, to_address,
       amount, status, wallet_id, credits, detected_at, final_at, credited_at)
     VALUES ($1, 'tron', $1, 0, 1, 'hash', now(), 'token', 'from', 'to', 10000000, 'credited', $2, $3, now(), now(), now())`,
    [id, walletId, credits],
  );
}
