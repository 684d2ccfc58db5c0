import type { Network } from "../chains/chain.js";
import { searchTerms } from "../checkout/searchTerms.js";
import type { Sql } from "../db/sql.js";
import { type Deposit, type DepositStatus, readDeposits, type StuckReason } from "./deposit.js";

type DepositFilter = {
  status?: DepositStatus | undefined;
  network?: Network | undefined;
  reason?: StuckReason | undefined;
  /** An id, transaction hash, address on either side, or wallet. */
  search?: string | undefined;
};

// Each branch of the search has an index of its own, so that none reads the whole table.
const CONDITION = `($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR network = $2) AND ($3::text IS NULL OR stuck_reason = $3)
  AND ($4::text IS NULL OR id < $4)
  AND ($6::text[] IS NULL OR id = ANY ($6) OR wallet_id = ANY ($6) OR checkout_id = ANY ($6)
    OR (network IN ('tron', 'ethereum') AND tx_hash = ANY ($6))
    OR (network IN ('tron', 'ethereum') AND to_address = ANY ($6))
    OR (network IN ('tron', 'ethereum') AND from_address = ANY ($6)))
  ORDER BY id DESC LIMIT $5`;

/** Up to `limit` deposits, newest first, older than the one with the id `before`. */
export async function findDeposits(
  sql: Sql,
  filter: DepositFilter,
  limit: number,
  before: string | undefined,
): Promise<Deposit[]> {
  const { status = null, network = null, reason = null, search } = filter;
  const terms = search === undefined ? null : await searchTerms(sql, search);
  return readDeposits(sql, CONDITION, [status, network, reason, before ?? null, limit, terms]);
}
