import type { BlockHeader, Chain } from "../../src/chains/chain.js";
import type { Pool } from "../../src/db/client.js";

/** Has a store watch `chain` from the block before the recorded ones, with `ours` for its addresses. */
export async function watchRecorded(
  pool: Pool,
  chain: Chain,
  before: Omit<BlockHeader, "parentHash">,
  ours: string[],
): Promise<void> {
  await pool.query(
    `INSERT INTO networks (network, chain_id, genesis_hash, token, cursor_number, cursor_hash, cursor_at)
     VALUES ($1, 'recorded', 'recorded', $2, $3, $4, $5)`,
    [chain.network, chain.usdt, before.number, before.hash, before.timestamp],
  );
  await pool.query("INSERT INTO blocks VALUES ($1, $2, $3, '', $4)", [
    chain.network,
    before.number,
    before.hash,
    before.timestamp,
  ]);
  await pool.query(
    `INSERT INTO addresses (network, address_index, address, wallet_id)
     SELECT $1, position - 1, address, 'wal_recorded' FROM unnest($2::text[]) WITH ORDINALITY AS each (address, position)`,
    [chain.network, ours],
  );
}
