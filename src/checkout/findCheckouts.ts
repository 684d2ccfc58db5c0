import type { Sql } from "../db/sql.js";
import { type Checkout, readCheckouts } from "./checkout.js";
import { searchTerms } from "./searchTerms.js";
import type { CheckoutStatus } from "./settleStatus.js";

type CheckoutFilter = {
  status?: CheckoutStatus | undefined;
  /** An id, a wallet, or an address that was leased to the checkout. */
  search?: string | undefined;
};

const CONDITION = `($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR id < $2)
  AND ($4::text[] IS NULL OR id = ANY ($4) OR wallet_id = ANY ($4)
    OR id IN (SELECT leases.checkout_id FROM addresses JOIN leases USING (network, address_index)
              WHERE addresses.network IN ('tron', 'ethereum') AND addresses.address = ANY ($4)))
  ORDER BY id DESC LIMIT $3`;

/** Up to `limit` checkouts, newest first, older than the one with the id `before`. */
export async function findCheckouts(
  sql: Sql,
  { status, search }: CheckoutFilter,
  limit: number,
  before: string | undefined,
): Promise<Checkout[]> {
  const terms = search === undefined ? null : await searchTerms(sql, search);
  return readCheckouts(sql, CONDITION, [status ?? null, before ?? null, limit, terms]);
}
