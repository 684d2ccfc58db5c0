import { mayHave } from "../catalog/onceHad.js";
import type { CatalogVersions } from "../checkout/catalogVersions.js";
import type { Checkout } from "../checkout/checkout.js";
import { readOnceHad } from "../checkout/readOnceHad.js";
import { type Component, creditsFor, type Settlement } from "../checkout/settle.js";
import { settleNext, sumOf } from "../checkout/settleDeposit.js";
import type { Sql } from "../db/sql.js";
import { bucketOf } from "../lib/ids.js";
import type { Deposit } from "./deposit.js";
import { type FinalMoney, readFinalMoney } from "./finalMoney.js";
import { type Shortfall, shortfallOf } from "./minimum.js";
import { readLate } from "./readLate.js";

export type CreditPlan =
  /** The lots that this deposit adds. */
  | { kind: "credit"; components: Component[]; credits: bigint }
  /** What is final on the checkout is not enough to be credited. It waits for more. */
  | { kind: "wait"; shortfall: Shortfall };

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
  const { bonuses } = checkout.terms;
  if (bonuses.every(({ condition }) => condition === null)) return new Set();
  const had = await readOnceHad(sql, checkout.walletId, checkout.id);
  return new Set(
    bonuses.flatMap(({ id, condition }) => (condition !== null && mayHave(id, condition, had) ? [id] : [])),
  );
}

/**
 * What a checkout's credited money is worth.
 * @param depositId a deposit that counts as if it were credited; null for none.
 */
async function worthOf(
  sql: Sql,
  catalogs: CatalogVersions,
  checkout: Checkout,
  depositId: string | null,
  money?: FinalMoney,
): Promise<Settlement> {
  const { inTime, late } = money ?? (await readFinalMoney(sql, checkout, depositId));
  const conditionsMet = await readConditionsMet(sql, checkout);
  const atRates = late === 0n ? [] : await readLate(sql, catalogs, checkout, depositId);
  return creditsFor(checkout.terms, { inTime, late: atRates, conditionsMet });
}

/** Whether a checkout was granted exactly what its credited deposits are worth together: not so after one was reversed. */
export async function isSettled(sql: Sql, catalogs: CatalogVersions, checkout: Checkout): Promise<boolean> {
  const worth = await worthOf(sql, catalogs, checkout, null);
  return worth.total === sumOf(await readGranted(sql, checkout));
}

/**
 * What crediting this deposit would post: what it adds to the worth of all that is credited on its checkout. Reads only; for a plan to be carried out, the checkout and the wallet must be locked.
 */
export async function planCredit(
  sql: Sql,
  catalogs: CatalogVersions,
  checkout: Checkout,
  deposit: Deposit,
  minimum: bigint,
): Promise<CreditPlan> {
  const money = await readFinalMoney(sql, checkout, deposit.id);
  const shortfall = shortfallOf(checkout, money, minimum);
  if (shortfall !== null) return { kind: "wait", shortfall };
  const before = await worthOf(sql, catalogs, checkout, null);
  const after = await worthOf(sql, catalogs, checkout, deposit.id, money);
  const components = settleNext(await readGranted(sql, checkout), before, after);
  return { kind: "credit", components, credits: sumOf(new Map(components.map(({ id, credits }) => [id, credits]))) };
}
