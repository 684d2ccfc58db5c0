import type { Chain } from "../chains/chain.js";
import type { Pool } from "../db/client.js";

/** Addresses of one call: each costs two calls to a node. */
const RECONCILED_MAX = 50;

/** One address; USDT in base units, `native` in wei or sun. */
export type Reconciled = {
  address: string;
  walletId: string;
  /** On the chain, in its newest final block. */
  onChain: bigint;
  /** Sum of the deposits that are recorded for it, those that are not final yet included. */
  recorded: bigint;
  /** What is there and was never recorded; below zero what is not final yet, or has left the address. */
  difference: bigint;
  /** The network's own coin, which is never credited. */
  native: bigint;
};

export type AddressToCompare = { index: number; address: string; walletId: string; recorded: bigint };

/** Addresses by a condition in SQL, with the sum of the USDT deposits that are recorded for each. */
export async function selectAddresses(pool: Pool, condition: string, values: unknown[]): Promise<AddressToCompare[]> {
  const { rows } = await pool.query<Omit<AddressToCompare, "recorded"> & { recorded: string }>(
    `SELECT address_index AS index, address, wallet_id AS "walletId",
            (SELECT coalesce(sum(amount), 0)::text FROM deposits
              WHERE deposits.network = addresses.network AND to_address = address
                AND token = (SELECT token FROM networks WHERE networks.network = addresses.network)
                AND status <> 'reorged' AND stuck_reason IS DISTINCT FROM 'reorged_after_credit') AS recorded
     FROM addresses WHERE ${condition}`,
    values,
  );
  return rows.map((row) => ({ ...row, recorded: BigInt(row.recorded) }));
}

/** @throws ProviderError when no node answers. */
export async function compareAddress(chain: Chain, known: AddressToCompare): Promise<Reconciled> {
  const { address, walletId, recorded } = known;
  const [onChain, native] = [await chain.readBalance(address), await chain.readNativeBalance(address)];
  return { address, walletId, onChain, recorded, difference: onChain - recorded, native };
}

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
  const known = await selectAddresses(pool, "network = $1 AND address_index >= $2 ORDER BY address_index LIMIT $3", [
    chain.network,
    fromIndex,
    RECONCILED_MAX + 1,
  ]);
  const compared: Reconciled[] = [];
  for (const each of known.slice(0, RECONCILED_MAX)) compared.push(await compareAddress(chain, each));
  return { compared, nextIndex: known[RECONCILED_MAX]?.index ?? null };
}
