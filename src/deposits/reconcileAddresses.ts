import { addressOfBytes, bytesOfAddress } from "../chains/addresses.js";
import type { Chain, NativeToken, Network } from "../chains/chain.js";
import type { Pool } from "../db/client.js";
import { UnavailableError } from "../lib/errors.js";

/** Addresses of one call: each costs three calls to nodes. */
const RECONCILED_MAX = 50;

/** Two networks at most are watched; a key holds an address on each, of the same 20 bytes. */
type Chains = ReadonlyMap<Network, Chain>;

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
  /** TRC10 tokens, which are never credited, whatever they are called. */
  tokens: NativeToken[];
  /** Whoever else may sign for the address: its key is not ours alone any more. */
  otherSigners: string[];
  /**
   * USDT that the same key's address on the other network holds, which nobody was given and which is not watched. Null
   * where that network has no calls to spare or no node that answers: a comparison does not depend on the other network.
   */
  onOtherChain: bigint | null;
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

/** The address of another network that the same key holds. */
export function twinOf(address: string, from: Network, to: Network): string {
  return addressOfBytes(to, bytesOfAddress(from, address));
}

/** What was sent to an address on the wrong network. Where both networks have one xpub that address may be ours: it is watched then. */
async function readOnOtherChain(pool: Pool, chains: Chains, network: Network, address: string): Promise<bigint | null> {
  const other = [...chains.values()].find((chain) => chain.network !== network);
  if (other === undefined) return 0n;
  if (other.pace()?.isSlowed === true) return null;
  const twin = twinOf(address, network, other.network);
  const held = await other.readBalance(twin).catch((error: unknown) => {
    if (error instanceof UnavailableError) return null;
    throw error;
  });
  if (held === 0n || held === null) return held;
  const issued = await pool.query("SELECT FROM addresses WHERE network = $1 AND address = $2", [other.network, twin]);
  return issued.rowCount === 0 ? held : 0n;
}

/** @throws ProviderError when no node answers. */
export async function compareAddress(
  pool: Pool,
  chains: Chains,
  chain: Chain,
  { address, walletId, recorded }: AddressToCompare,
): Promise<Reconciled> {
  const onChain = await chain.readBalance(address);
  const account = await chain.readAccount(address);
  const onOtherChain = await readOnOtherChain(pool, chains, chain.network, address);
  return { address, walletId, onChain, recorded, difference: onChain - recorded, ...account, onOtherChain };
}

/**
 * Compares what addresses hold on the chain with the deposits that are recorded for them, in the order of their indexes
 * from `fromIndex` on. More on the chain than recorded means that a payment was missed: rescan the blocks of that time.
 * @returns the addresses compared, and the index to go on with or null.
 * @throws ProviderError when no node answers.
 */
export async function reconcileAddresses(
  pool: Pool,
  chains: Chains,
  chain: Chain,
  fromIndex: number,
): Promise<{ compared: Reconciled[]; nextIndex: number | null }> {
  const known = await selectAddresses(pool, "network = $1 AND address_index >= $2 ORDER BY address_index LIMIT $3", [
    chain.network,
    fromIndex,
    RECONCILED_MAX + 1,
  ]);
  const compared: Reconciled[] = [];
  for (const each of known.slice(0, RECONCILED_MAX)) compared.push(await compareAddress(pool, chains, chain, each));
  return { compared, nextIndex: known[RECONCILED_MAX]?.index ?? null };
}
