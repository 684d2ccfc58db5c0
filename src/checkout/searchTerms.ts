import { normalizeAddress } from "../chains/addresses.js";
import { NETWORKS } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import { findWallet } from "../ledger/findWallet.js";

/** A transaction's hash, as explorers show it on either network. */
const HASH = /^(?:0x)?([0-9a-f]{64})$/i;

/**
 * Every way in which the tables may hold what an operator pasted: the text itself, an address in its network's display
 * form, a transaction hash in that of each network, and the wallet whose `externalId` it is.
 */
export async function searchTerms(sql: Sql, pasted: string): Promise<string[]> {
  const text = pasted.trim();
  const addresses = NETWORKS.flatMap((network) => normalizeAddress(network, text) ?? []);
  const hash = HASH.exec(text)?.[1]?.toLowerCase();
  const wallet = await findWallet(sql, text);
  return [
    text,
    ...addresses,
    ...(hash === undefined ? [] : [hash, `0x${hash}`]),
    ...(wallet === null ? [] : [wallet.id]),
  ];
}
