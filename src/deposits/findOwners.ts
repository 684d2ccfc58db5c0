import type { Network, TokenTransfer } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import { InvariantError } from "../lib/errors.js";

/** A transfer with the time of its block. */
export type SeenTransfer = { transfer: TokenTransfer; blockAt: Date };

/** Whom an address belongs to, and the token that is credited on its network. */
export type Owner = { walletId: string; checkoutId: string | null; usdt: string };

/**
 * The wallet of each transfer's recipient, the checkout whose lease contains its block's time, and the token that is
 * credited; in the order given.
 */
export async function findOwners(sql: Sql, network: Network, seen: SeenTransfer[]): Promise<Owner[]> {
  const { rows } = await sql.query<Owner>(
    `SELECT address.wallet_id AS "walletId", networks.token AS usdt,
            (SELECT checkout_id FROM leases WHERE network = address.network AND address_index = address.address_index
              -- The first lease also answers for what came before it: the chain's clock may run behind ours.
              ORDER BY (leased_at <= block_at) DESC,
                       CASE WHEN leased_at <= block_at THEN -extract(epoch FROM leased_at) ELSE extract(epoch FROM leased_at) END
              LIMIT 1) AS "checkoutId"
     FROM unnest($2::text[], $3::timestamptz[]) WITH ORDINALITY AS seen (recipient, block_at, n)
     JOIN addresses AS address ON address.network = $1 AND address.address = recipient JOIN networks USING (network) ORDER BY n`,
    [network, seen.map(({ transfer }) => transfer.to), seen.map(({ blockAt }) => blockAt)],
  );
  if (rows.length !== seen.length) {
    throw new InvariantError(
      `Of ${seen.length} ${network} transfers that were matched, ${rows.length} pay addresses of ours.`,
    );
  }
  return rows;
}
