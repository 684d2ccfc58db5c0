import { type Rate, rateFor } from "../catalog/rate.js";
import type { CatalogVersions } from "../checkout/catalogVersions.js";
import type { Checkout } from "../checkout/checkout.js";
import { type Component, creditsFor } from "../checkout/settle.js";
import { settleDeposit } from "../checkout/settleDeposit.js";
import type { Sql } from "../db/sql.js";
import { hasOnceBonus } from "../ledger/hasOnceBonus.js";
import { NOT_GIVEN_BACK } from "../ledger/notGivenBack.js";
import { readWallet } from "../ledger/readWallet.js";
import { bucketOf } from "../lib/ids.js";
import { type Deposit, readDeposits } from "./deposit.js";

export type CreditPlan =
  /** The lots that this deposit adds. */
  | { kind: "credit"; components: Component[]; credits: bigint }
  /** What is final on the checkout, `total`, is still below `minimum`; USDT base units. It waits for more. */
  | { kind: "wait"; total: bigint; minimum: bigint };

async function readGranted(sql: Sql, checkout: Checkout): Promise<Map<string, bigint>> {
  const { rows } = await sql.query<{ component_id: string; granted: bigint }>(
    // Lots that were reversed are not granted any more; those credited anew carry a number behind their name.
    `SELECT regexp_replace(component_id, '~\\d+$', '') AS component_id, sum(granted)::bigint AS granted FROM grants
     WHERE bucket = $1 AND wallet_id = $2 AND checkout_id = $3 AND source_type = 'deposit' AND reversed_at IS NULL
     GROUP BY 1`,
    [bucketOf("wal", checkout.walletId), checkout.walletId, checkout.id],
  );
  return new Map(rows.map((row) => [row.component_id, row.granted]));
}

/** The conditional bonuses that this wallet may still have, this checkout's own included. */
async function readConditionsMet(sql: Sql, checkout: Checkout): Promise<Set<string>> {
  const met = new Set<string>();
  for (const { id, condition } of checkout.terms.bonuses) {
    if (condition !== null && !(await hasOnceBonus(sql, checkout.walletId, id, checkout.id))) met.add(id);
  }
  return met;
}

/** The rate of money outside a checkout's terms: of the catalogue in force at its block's time, on its network. */
export async function readLateRate(sql: Sql, catalogs: CatalogVersions, deposit: Deposit): Promise<Rate> {
  const { region } = await readWallet(sql, deposit.walletId);
  return rateFor(await catalogs.at(deposit.blockAt), { region, network: deposit.network, at: deposit.blockAt });
}

/** The checkout's deposits that are final, without those that were given back to the buyer as a purchase. */
async function readFinal(sql: Sql, { id }: Checkout): Promise<Deposit[]> {
  return readDeposits(sql, `checkout_id = $1 AND final_at IS NOT NULL AND ${NOT_GIVEN_BACK} ORDER BY id`, [id]);
}

/** Has credits: what a fork took away after it was credited keeps them, until it comes back or is reversed. */
function isCounted({ status, stuckReason }: Deposit): boolean {
  return status === "credited" || stuckReason === "reorged_after_credit";
}

/** What these deposits of a checkout are worth together. */
async function worthOf(sql: Sql, catalogs: CatalogVersions, checkout: Checkout, deposits: Deposit[]) {
  const inTime = deposits
    .filter(({ blockAt }) => blockAt <= checkout.inTimeUntil)
    .reduce((sum, { amount }) => sum + amount, 0n);
  const late = [];
  for (const each of deposits.filter(({ blockAt }) => blockAt > checkout.inTimeUntil)) {
    late.push({ amount: each.amount, rate: await readLateRate(sql, catalogs, each) });
  }
  const conditionsMet = await readConditionsMet(sql, checkout);
  return creditsFor(checkout.terms, { inTime, late, conditionsMet });
}

const sumOf = (granted: ReadonlyMap<string, bigint>) =>
  [...granted.values()].reduce((sum, credits) => sum + credits, 0n);

/** Whether a checkout was granted exactly what its credited deposits are worth together: not so after one was reversed. */
export async function isSettled(sql: Sql, catalogs: CatalogVersions, checkout: Checkout): Promise<boolean> {
  const counted = (await readFinal(sql, checkout)).filter(isCounted);
  const worth = await worthOf(sql, catalogs, checkout, counted);
  return worth.total === sumOf(await readGranted(sql, checkout));
}

/**
 * What crediting this deposit would post: the worth of all that is credited on its checkout and of this deposit, less
 * what was granted. Reads only; for a plan to be carried out, the checkout and the wallet must be locked.
 */
export async function planCredit(
  sql: Sql,
  catalogs: CatalogVersions,
  checkout: Checkout,
  deposit: Deposit,
  minimum: bigint,
): Promise<CreditPlan> {
  const others = (await readFinal(sql, checkout)).filter(({ id }) => id !== deposit.id);
  const counted = others.filter(isCounted);
  const waiting = others.filter((other) => other.status === "confirming" || other.stuckReason === "below_minimum");
  const total = [deposit, ...counted, ...waiting].reduce((sum, { amount }) => sum + amount, 0n);
  if (total < minimum) return { kind: "wait", total, minimum };
  const worth = await worthOf(sql, catalogs, checkout, [...counted, deposit]);
  const granted = await readGranted(sql, checkout);
  // Where a buyer gave one of several purchases back, the others may hold more than they are worth without it.
  const components = sumOf(granted) > worth.total ? [] : settleDeposit(granted, worth);
  return { kind: "credit", components, credits: sumOf(new Map(components.map(({ id, credits }) => [id, credits]))) };
}
