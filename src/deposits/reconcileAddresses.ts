import type { Chain } from "../chains/chain.js";
import type { Pool } from "../db/client.js";

/** Addresses of one call: each costs a call to a node. */
const RECONCILED_MAX = 50;

/** One address, in USDT base units. */
export type Reconciled = {
  address: string;
  walletId: string;
  /** On the chain, in its newest final block. */
  onChain: bigint;
  /** Sum of the deposits that are recorded for it, those that are not final yet included. */
  recorded: bigint;
  /** What is there and was never recorded; below zero what is not final yet, or has left the address. */
  difference: bigint;
};

/**
 * Compares what addresses hold on the chain with the deposits that are recorded for them, in the order of their indexes
 * from `fromIndex` on. More on the chain than recorded means that a payment was missed: rescan the blocks of that time.
 * @returns the addresses compared, and the index to go on with or null.
 * @throws ProviderError when no node answers.
 */
export async function reconcileAddresses(
  pool: Pool,
  chain: Chain,
  fromIndex: number,
): Promise<{ compared: Reconciled[]; nextIndex: number | null }> {
  const { rows } = await pool.query<{ index: number; address: string; walletId: string; recorded: string }>(
    `SELECT address_index AS index, address, wallet_id AS "walletId",
            (SELECT coalesce(sum(amount), 0)::text FROM deposits
              WHERE deposits.network = addresses.network AND to_address = address
                AND token = networks.token AND status <> 'reorged' AND stuck_reason IS DISTINCT FROM 'reorged_after_credit') AS recorded
     FROM addresses JOIN networks USING (network)
     WHERE network = $1 AND address_index >= $2 ORDER BY address_index LIMIT $3`,
    [chain.network, fromIndex, RECONCILED_MAX + 1],
  );
  const compared: Reconciled[] = [];
  for (const { address, walletId, recorded } of rows.slice(0, RECONCILED_MAX)) {
    const onChain = await chain.readBalance(address);
    compared.push({ address, walletId, onChain, recorded: BigInt(recorded), difference: onChain - BigInt(recorded) });
  }
  return { compared, nextIndex: rows[RECONCILED_MAX]?.index ?? null };
}
