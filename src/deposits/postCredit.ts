import type { Checkout } from "../checkout/checkout.js";
import type { Component } from "../checkout/settle.js";
import type { Sql } from "../db/sql.js";
import { postGrants } from "../ledger/postGrants.js";
import { formatAmount } from "../lib/money.js";
import type { Crediting } from "./crediting.js";
import { type Deposit, recordHistory, type StuckReason } from "./deposit.js";
import { keepForOperator } from "./keepForOperator.js";
import { explainShortfall } from "./minimum.js";
import { planAssigned } from "./planAssigned.js";
import { planCredit } from "./planCredit.js";
import { releaseWaiting } from "./releaseWaiting.js";
import { splitCost } from "./splitCost.js";

export type PostedCredit =
  | { kind: "credited"; credits: bigint }
  /** Below the minimum for now: credited together with what comes. */
  | { kind: "waiting" }
  /** Below the minimum of a checkout that is over: nothing more comes to it, and an operator decides. */
  | { kind: "stuck"; reason: StuckReason };

/** Purchased lots burn after every kind that was given, and last: they are what a refund would pay back. */
const PRIORITY = { bonus: 20, purchased: 30 } as const;

const DAY_MS = 86_400_000;

/** Lots of a deposit that was reversed keep their names; when it is credited anew, its lots get others. */
function componentIdOf({ id }: Component, { reversals }: Deposit): string {
  return reversals === 0 ? id : `${id}~${reversals}`;
}

/** A deposit that is settled anew: when it was credited first, and when lots of it have ended since, by their component. */
export type SettledAnew = { creditedAt: Date; ended: ReadonlyMap<string, Date> | undefined };

/** When a component's lot ends by time; where a lot of it has ended before, no later than that. */
function endOf({ id, expiry: { afterDays } }: Component, creditedAt: Date, ended?: SettledAnew["ended"]): Date | null {
  const end = afterDays === null ? null : new Date(creditedAt.getTime() + afterDays * DAY_MS);
  const before = ended?.get(id);
  return before !== undefined && (end === null || before < end) ? before : end;
}

function toGrant(component: Component, costUsdt: bigint, deposit: Deposit, expiresAt: Date | null) {
  const { afterInactiveDays } = component.expiry;
  return {
    componentId: componentIdOf(component, deposit),
    kind: component.kind,
    credits: component.credits,
    priority: PRIORITY[component.kind],
    expiresAt,
    inactiveAfterDays: afterInactiveDays ?? undefined,
    costUsdt,
    onceKey: component.onceOnly ? component.id : undefined,
    reason: component.label,
  };
}

/**
 * Posts what a deposit is worth: lots and the deposit's status; the caller brings the checkout's in line. The checkout, the
 * deposit and the wallet are locked, in this order, as everywhere.
 * @param settledAnew of a deposit that is settled anew: its lots live from when it was credited first, as they did.
 */
export async function postCredit(
  sql: Sql,
  { catalogs, minimum }: Pick<Crediting, "catalogs" | "minimum">,
  checkout: Checkout | null,
  deposit: Deposit,
  settledAnew?: SettledAnew,
): Promise<PostedCredit> {
  const plan =
    checkout === null
      ? await planAssigned(sql, catalogs, deposit)
      : await planCredit(sql, catalogs, checkout, deposit, minimum);
  if (plan.kind === "wait") {
    if (checkout?.status === "expired" || checkout?.status === "cancelled") {
      return keepForOperator(sql, deposit, "below_minimum");
    }
    await sql.query("UPDATE deposits SET due_at = NULL WHERE id = $1", [deposit.id]);
    const detail = `${explainShortfall(plan.shortfall)}; waits for more.`;
    await recordHistory(sql, { depositId: deposit.id, status: "confirming", detail });
    return { kind: "waiting" };
  }
  const { rows } = await sql.query<{ now: Date }>("SELECT store_now() AS now");
  const creditedAt = settledAnew?.creditedAt ?? rows[0]?.now ?? new Date();
  const costs = splitCost(deposit.amount, plan.components);
  await postGrants(sql, {
    walletId: deposit.walletId,
    depositId: deposit.id,
    checkoutId: checkout?.id ?? null,
    grants: plan.components.map((component, index) =>
      toGrant(component, costs[index] ?? 0n, deposit, endOf(component, creditedAt, settledAnew?.ended)),
    ),
  });
  await sql.query(
    `UPDATE deposits SET status = 'credited', credited_at = $2, credits = $3, due_at = NULL, last_error = NULL WHERE id = $1`,
    [deposit.id, creditedAt, plan.credits],
  );
  const detail = `${formatAmount(plan.credits)} credits granted for ${formatAmount(deposit.amount)} USDT.`;
  await recordHistory(sql, { depositId: deposit.id, status: "credited", detail });
  if (checkout !== null) await releaseWaiting(sql, [checkout.id]);
  return { kind: "credited", credits: plan.credits };
}
