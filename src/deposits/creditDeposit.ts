import type { Chain, Network } from "../chains/chain.js";
import type { CatalogVersions } from "../checkout/catalogVersions.js";
import { type Checkout, lockCheckout } from "../checkout/checkout.js";
import type { Component } from "../checkout/settle.js";
import { updateStatus } from "../checkout/updateStatus.js";
import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { lockWallet } from "../ledger/lockWallet.js";
import { postGrants } from "../ledger/postGrants.js";
import { InvariantError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import { requireOnChain } from "./checkOnChain.js";
import { type Deposit, lockDeposit, readDeposit, recordHistory } from "./deposit.js";
import { planCredit } from "./planCredit.js";

/** What crediting needs; `minimum` is MINIMUM_DEPOSIT_USDT in base units. */
export type Crediting = {
  pool: Pool;
  chains: ReadonlyMap<Network, Chain>;
  catalogs: CatalogVersions;
  minimum: bigint;
};

export type CreditResult =
  | { kind: "credited"; credits: bigint }
  /** Below the minimum for now: credited together with what comes. */
  | { kind: "waiting" }
  /** It was not due: credited before, stuck, gone in a fork, or its network is paused. */
  | { kind: "not_due" };

/** Purchased lots burn after every kind that was given, and last: they are what a refund would pay back. */
const PRIORITY = { bonus: 20, purchased: 30 } as const;

const DAY_MS = 86_400_000;

function isDue(deposit: Deposit): boolean {
  return deposit.status === "confirming" && deposit.finalAt !== null;
}

function toGrant(component: Component, amount: bigint, now: Date) {
  const { afterDays, afterInactiveDays } = component.expiry;
  return {
    componentId: component.id,
    kind: component.kind,
    credits: component.credits,
    priority: PRIORITY[component.kind],
    expiresAt: afterDays === null ? null : new Date(now.getTime() + afterDays * DAY_MS),
    inactiveAfterDays: afterInactiveDays ?? undefined,
    // A bonus costs nothing; all of the payment is what the purchased lot cost.
    costUsdt: component.kind === "purchased" ? amount : 0n,
    onceKey: component.onceOnly ? component.id : undefined,
    reason: component.label,
  };
}

/** Posts the plan. The checkout, the wallet and the deposit are locked, in this order, as everywhere. */
async function post(
  sql: Sql,
  { catalogs, minimum }: Crediting,
  checkout: Checkout,
  deposit: Deposit,
): Promise<CreditResult> {
  const plan = await planCredit(sql, catalogs, checkout, deposit, minimum);
  if (plan.kind === "wait") {
    await sql.query("UPDATE deposits SET due_at = NULL WHERE id = $1", [deposit.id]);
    const detail = `${formatAmount(plan.total)} USDT is below the minimum of ${formatAmount(plan.minimum)}; waits for more.`;
    await recordHistory(sql, { depositId: deposit.id, status: "confirming", detail });
    return { kind: "waiting" };
  }
  const { rows } = await sql.query<{ now: Date }>("SELECT store_now() AS now");
  const now = rows[0]?.now ?? new Date();
  await postGrants(sql, {
    walletId: deposit.walletId,
    depositId: deposit.id,
    checkoutId: checkout.id,
    grants: plan.components.map((component) => toGrant(component, deposit.amount, now)),
  });
  await sql.query(
    `UPDATE deposits SET status = 'credited', credited_at = $2, credits = $3, due_at = NULL, last_error = NULL WHERE id = $1`,
    [deposit.id, now, plan.credits],
  );
  const detail = `${formatAmount(plan.credits)} credits granted for ${formatAmount(deposit.amount)} USDT.`;
  await recordHistory(sql, { depositId: deposit.id, status: "credited", detail });
  await updateStatus(sql, checkout);
  return { kind: "credited", credits: plan.credits };
}

/**
 * Credits a deposit that is due, exactly once: the grants, the deposit's status and the checkout's are one transaction,
 * and the ledger refuses the same deposit a second time. Safe to call at any time and any number of times.
 * @throws ProviderError or UnavailableError when the chain cannot be asked, ChainDisagreesError when it says otherwise.
 */
export async function creditDeposit(crediting: Crediting, depositId: string): Promise<CreditResult> {
  const { pool, chains } = crediting;
  const seen = await readDeposit(pool, depositId);
  const { checkoutId } = seen;
  if (!isDue(seen)) return { kind: "not_due" };
  if (checkoutId === null) throw new InvariantError(`Deposit ${depositId} is due and belongs to no checkout.`);
  const chain = chains.get(seen.network);
  if (chain === undefined) return { kind: "not_due" };
  // The chain is asked before the transaction begins: no lock is ever held while waiting for a node.
  await requireOnChain(chain, seen);
  return transaction(pool, async (sql) => {
    const checkout = await lockCheckout(sql, checkoutId);
    await lockWallet(sql, seen.walletId);
    const deposit = await lockDeposit(sql, depositId);
    const { rows } = await sql.query<{ paused: boolean }>(
      "SELECT paused_at IS NOT NULL AS paused FROM networks WHERE network = $1",
      [deposit.network],
    );
    const moved = deposit.blockHash !== seen.blockHash || rows[0]?.paused !== false;
    if (!isDue(deposit) || moved) return { kind: "not_due" };
    return post(sql, crediting, checkout, deposit);
  });
}
