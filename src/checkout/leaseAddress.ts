import type { Chain } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import { CofferError, UnavailableError } from "../lib/errors.js";

/** An address returns to the same wallet this long after its last checkout ended, in hours: late money still finds that checkout. */
const REST_HOURS = 24;

type Leased = { addressIndex: number; address: string };

async function findRested(sql: Sql, walletId: string, network: string): Promise<Leased | undefined> {
  const { rows } = await sql.query<Leased>(
    `SELECT address.address_index AS "addressIndex", address.address FROM addresses AS address
     WHERE address.wallet_id = $1 AND address.network = $2 AND address.compromised_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM leases JOIN checkouts ON checkouts.id = leases.checkout_id
       WHERE leases.network = address.network AND leases.address_index = address.address_index
         AND (checkouts.ended_at IS NULL OR checkouts.ended_at > store_now() - make_interval(hours => $3)))
     ORDER BY address.address_index LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
    [walletId, network, REST_HOURS],
  );
  return rows[0];
}

/**
 * Issues the next address of the account. Indexes only grow: the counter's row is locked until the transaction ends.
 * @throws UnavailableError while the counter is fenced after a restore (fenceRestoredStore).
 */
async function issueAddress(sql: Sql, chain: Chain, walletId: string): Promise<Leased> {
  const { rows } = await sql.query<{ index: number }>(
    `INSERT INTO address_counters AS counter (network, next_index) VALUES ($1, 1)
     ON CONFLICT (network) DO UPDATE SET next_index = counter.next_index + 1 WHERE counter.fenced_at IS NULL
     RETURNING next_index - 1 AS index`,
    [chain.network],
  );
  const addressIndex = rows[0]?.index;
  if (addressIndex === undefined) {
    throw new UnavailableError(
      "New deposit addresses wait for an operator: this store was restored from a backup, and `coffer addresses skip` has not been run.",
    );
  }
  const address = chain.deriveAddress(addressIndex);
  await sql.query("INSERT INTO addresses (network, address_index, address, wallet_id) VALUES ($1, $2, $3, $4)", [
    chain.network,
    addressIndex,
    address,
    walletId,
  ]);
  return { addressIndex, address };
}

/**
 * Gives an address to a checkout: one of the wallet's own that has rested and that no other key may sign for, else a
 * new one. Call it in the transaction that opens the checkout or chooses its network, after the checkout's row exists and
 * with the wallet locked, so that no two checkouts get the same address.
 * @throws CofferError `network_disabled` when the network takes no new checkouts, UnavailableError before its first scan
 * and, where a new address is needed, after a restore until `coffer addresses skip`.
 */
export async function leaseAddress(sql: Sql, chain: Chain, walletId: string, checkoutId: string): Promise<string> {
  const { rows } = await sql.query<{ pausedAt: Date | null; watched: boolean }>(
    `SELECT paused_at AS "pausedAt", cursor_number IS NOT NULL AS watched FROM networks WHERE network = $1`,
    [chain.network],
  );
  if (rows[0] === undefined || rows[0].pausedAt !== null) {
    throw new CofferError(
      "network_disabled",
      `Payments on ${chain.network} are not taken at the moment; choose another network.`,
    );
  }
  if (!rows[0].watched)
    throw new UnavailableError(`Watching ${chain.network} has not begun yet; try again in a moment.`);
  const leased = (await findRested(sql, walletId, chain.network)) ?? (await issueAddress(sql, chain, walletId));
  await sql.query(
    `UPDATE checkouts SET network = $2, address_index = $3, address = $4, version = version + 1 WHERE id = $1`,
    [checkoutId, chain.network, leased.addressIndex, leased.address],
  );
  await sql.query(
    "INSERT INTO leases (network, address_index, leased_at, checkout_id) VALUES ($1, $2, store_now(), $3)",
    [chain.network, leased.addressIndex, checkoutId],
  );
  return leased.address;
}
