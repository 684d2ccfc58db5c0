import { type Checkout, readCheckout } from "../checkout/checkout.js";
import type { Sql } from "../db/sql.js";
import { readDeposits } from "../deposits/deposit.js";
import { CofferError } from "../lib/errors.js";
import { isId } from "../lib/ids.js";
import type { CheckoutFacts } from "./views/checkoutView.js";

type NetworkRow = { network: string; chainId: string; token: string; cursorNumber: number | null };

async function readPinned(sql: Sql, networks: string[]): Promise<NetworkRow[]> {
  const { rows } = await sql.query<NetworkRow>(
    `SELECT network, chain_id AS "chainId", token, cursor_number AS "cursorNumber" FROM networks WHERE network = ANY($1)`,
    [networks],
  );
  return rows;
}

async function readPending(sql: Sql, walletIds: string[]): Promise<Map<string, bigint>> {
  const { rows } = await sql.query<{ walletId: string; total: string }>(
    `SELECT wallet_id AS "walletId", sum(amount)::text AS total FROM deposits
     WHERE wallet_id = ANY($1) AND status IN ('detected', 'confirming') AND final_at IS NULL GROUP BY wallet_id`,
    [walletIds],
  );
  return new Map(rows.map((row) => [row.walletId, BigInt(row.total)]));
}

/** Reads what the views of these checkouts need besides them: four statements, however many they are. */
export async function readFactsOf(sql: Sql, checkouts: Checkout[]): Promise<CheckoutFacts[]> {
  const ids = checkouts.map(({ id }) => id);
  const networks = [...new Set(checkouts.flatMap(({ network }) => network ?? []))];
  const deposits = await readDeposits(sql, "checkout_id = ANY($1) ORDER BY detected_at, id", [ids]);
  const pinned = networks.length === 0 ? [] : await readPinned(sql, networks);
  const walletIds = [...new Set(checkouts.map(({ walletId }) => walletId))];
  const pending = await readPending(sql, walletIds);
  return checkouts.map((checkout) => ({
    checkout,
    deposits: deposits.filter(({ checkoutId }) => checkoutId === checkout.id),
    pinned: pinned.find(({ network }) => network === checkout.network) ?? null,
    pendingTotal: pending.get(checkout.walletId) ?? 0n,
  }));
}

/** @throws CofferError `not_found` */
export async function readCheckoutFacts(sql: Sql, id: string): Promise<CheckoutFacts> {
  if (!isId("chk", id)) throw new CofferError("not_found", "There is no such checkout.");
  const [facts] = await readFactsOf(sql, [await readCheckout(sql, id)]);
  if (facts === undefined) throw new CofferError("internal", `Checkout ${id} vanished while it was read.`);
  return facts;
}
