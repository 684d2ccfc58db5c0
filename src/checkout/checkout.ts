import type { Terms } from "../catalog/termsSchema.js";
import { termsFromJson } from "../catalog/termsToJson.js";
import type { Network } from "../chains/chain.js";
import type { Sql } from "../db/sql.js";
import { CofferError } from "../lib/errors.js";
import type { CheckoutException, CheckoutStatus } from "./settleStatus.js";

/** A buyer's purchase in progress. Amounts are in USDT base units. */
export type Checkout = {
  id: string;
  walletId: string;
  clientId: string;
  status: CheckoutStatus;
  exception: CheckoutException | null;
  network: Network | null;
  address: string | null;
  amountDue: bigint;
  tolerance: bigint;
  terms: Terms;
  promoCode: string | null;
  returnUrl: string | null;
  metadata: Record<string, string>;
  version: number;
  createdAt: Date;
  expiresAt: Date;
  inTimeUntil: Date;
  cancelledAt: Date | null;
};

const SELECT = `SELECT id, wallet_id AS "walletId", client_id AS "clientId", status, exception, network, address,
  amount_due AS "amountDue", tolerance, terms, promo_code AS "promoCode", return_url AS "returnUrl", metadata, version,
  created_at AS "createdAt", expires_at AS "expiresAt", in_time_until AS "inTimeUntil", cancelled_at AS "cancelledAt"
  FROM checkouts`;

type CheckoutRow = Omit<Checkout, "terms"> & { terms: unknown };

/** Reads checkouts by a condition in SQL. */
export async function readCheckouts(sql: Sql, condition: string, values: unknown[]): Promise<Checkout[]> {
  const { rows } = await sql.query<CheckoutRow>(`${SELECT} WHERE ${condition}`, values);
  return rows.map((row) => ({ ...row, terms: termsFromJson(row.terms) }));
}

/** @throws CofferError `not_found` */
export async function readCheckout(sql: Sql, id: string): Promise<Checkout> {
  const [checkout] = await readCheckouts(sql, "id = $1", [id]);
  if (checkout === undefined) throw new CofferError("not_found", `There is no checkout ${id}.`);
  return checkout;
}

/** Reads the checkout and keeps others from changing it until the transaction ends. @throws CofferError `not_found` */
export async function lockCheckout(sql: Sql, id: string): Promise<Checkout> {
  await sql.query("SELECT 1 FROM checkouts WHERE id = $1 FOR NO KEY UPDATE", [id]);
  return readCheckout(sql, id);
}

/** Locks several checkouts until the transaction ends, in the order of their ids. */
export async function lockCheckouts(sql: Sql, ids: Iterable<string>): Promise<void> {
  await sql.query("SELECT 1 FROM checkouts WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE", [[...new Set(ids)]]);
}

/** A wallet's checkouts, newest first, after the id `before` where given. */
export async function listCheckouts(sql: Sql, walletId: string, limit: number, before?: string): Promise<Checkout[]> {
  return readCheckouts(sql, "wallet_id = $1 AND ($3::text IS NULL OR id < $3) ORDER BY id DESC LIMIT $2", [
    walletId,
    limit,
    before ?? null,
  ]);
}
