import { graceSecondsOf } from "../catalog/graceSecondsOf.js";
import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { transaction } from "../db/transaction.js";
import { catchUpWallet } from "../ledger/catchUpWallet.js";
import { listRefundablePurchases, type RefundablePurchase } from "../ledger/listRefundablePurchases.js";
import { lockWallet } from "../ledger/lockWallet.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { repayFromPurchases } from "../ledger/repayFromPurchases.js";
import { settleWallet } from "../ledger/settleWallet.js";
import { CofferError } from "../lib/errors.js";
import type { CatalogVersions } from "./catalogVersions.js";
import { type PaidPart, spreadRefund } from "./spreadRefund.js";

/** Which purchases of a wallet; what is left out stands for any. */
export type RefundWish = { walletId: string; checkoutId?: string | undefined; depositId?: string | undefined };

/** What giving one purchase back would do: amounts in base units. */
export type RefundOffer = {
  depositId: string;
  checkoutId: string | null;
  purchasedAt: Date;
  refundableUntil: Date;
  /** USDT: what the bought credits that are left cost, less those that pay for bonus credits that stay with the buyer. */
  amountUsdt: bigint;
  /** Taken from the wallet: all that is left of the purchase and of its bonus. */
  credits: bigint;
  bonusCredits: bigint;
};

const DAY_MS = 86_400_000;
/** No catalogue can promise a longer window. */
const LONGEST_WINDOW_DAYS = 366;

/** Those that are wished for: the payments of one checkout are one purchase, and are given back together. */
function selectWished(purchases: RefundablePurchase[], wish: RefundWish): RefundablePurchase[] {
  const isNamed = ({ depositId, checkoutId }: RefundablePurchase) =>
    (wish.depositId === undefined || wish.depositId === depositId) &&
    (wish.checkoutId === undefined || wish.checkoutId === checkoutId);
  const named = purchases.filter(isNamed);
  const checkouts = new Set(named.flatMap(({ checkoutId }) => checkoutId ?? []));
  return purchases.filter(
    (purchase) => named.includes(purchase) || (purchase.checkoutId !== null && checkouts.has(purchase.checkoutId)),
  );
}

type Paid = { paidUsdt: bigint; purchasedAt: Date };

/**
 * What a deposit brought, base units, and when it was credited, which settling it anew does not change; null where it is not
 * credited: only money that is still on the chain can be paid back. Null, too, while a fork has taken another payment of its
 * checkout away: what the whole is worth shows when that is back or gone.
 */
async function readPaid(sql: Sql, depositId: string): Promise<Paid | null> {
  const { rows } = await sql.query<Paid>(
    `SELECT amount::bigint AS "paidUsdt", credited_at AS "purchasedAt" FROM deposits d WHERE id = $1 AND status = 'credited'
       AND NOT EXISTS (SELECT FROM deposits o WHERE o.checkout_id = d.checkout_id AND o.stuck_reason = 'reorged_after_credit')`,
    [depositId],
  );
  return rows[0] ?? null;
}

/** @throws CofferError `not_found` for a checkout or deposit that is named and is none of the wallet's. */
async function requireNamed(sql: Sql, { walletId, checkoutId, depositId }: RefundWish): Promise<void> {
  const { rows } = await sql.query<{ checkout: boolean; deposit: boolean }>(
    `SELECT $2::text IS NULL OR EXISTS (SELECT FROM checkouts WHERE id = $2 AND wallet_id = $1) AS checkout,
            $3::text IS NULL OR EXISTS (SELECT FROM deposits WHERE id = $3 AND wallet_id = $1) AS deposit`,
    [walletId, checkoutId ?? null, depositId ?? null],
  );
  if (rows[0]?.checkout !== true) throw new CofferError("not_found", "The wallet has no such checkout.");
  if (!rows[0].deposit) throw new CofferError("not_found", "The wallet has no such deposit.");
}

type Eligible = RefundablePurchase & PaidPart & { purchasedAt: Date; refundableUntil: Date };

/** The wished purchases that may be given back by the catalogue that was in force when each was bought. */
async function listEligible(sql: Sql, catalogs: CatalogVersions, wish: RefundWish): Promise<Eligible[]> {
  const now = await readStoreTime(sql);
  const since = new Date(now.getTime() - LONGEST_WINDOW_DAYS * DAY_MS);
  const eligible: Eligible[] = [];
  for (const purchase of selectWished(await listRefundablePurchases(sql, wish.walletId, since), wish)) {
    const paid = await readPaid(sql, purchase.depositId);
    if (paid === null) continue;
    const { windowDays, firstPurchaseOnly } = (await catalogs.at(paid.purchasedAt, sql)).refunds;
    const refundableUntil = new Date(paid.purchasedAt.getTime() + windowDays * DAY_MS);
    if (refundableUntil <= now || (firstPurchaseOnly && !purchase.isFirst)) continue;
    eligible.push({ ...purchase, ...paid, refundableUntil });
  }
  return eligible;
}

/** The payments of each checkout together; one without a checkout stands alone. */
function groupByCheckout(eligible: readonly Eligible[]): Eligible[][] {
  const purchaseOf = ({ checkoutId, depositId }: Eligible) => checkoutId ?? depositId;
  return [...new Set(eligible.map(purchaseOf))].map((id) => eligible.filter((part) => purchaseOf(part) === id));
}

function offerOf(part: Eligible, amountUsdt: bigint): RefundOffer {
  const { depositId, checkoutId, purchasedAt, refundableUntil, remaining, bonusRemaining } = part;
  const taken = { credits: remaining, bonusCredits: bonusRemaining };
  return { depositId, checkoutId, purchasedAt, refundableUntil, amountUsdt, ...taken };
}

/**
 * Makes a wallet ready to give purchases back, and says which may be and for how much: holds whose time is over end,
 * what is due lapses, and what the wallet owes is repaid from the bought credits that would be paid for. Rounds the money down.
 * @param sql a client inside a transaction that holds the wallet's lock.
 * @param graceSeconds how long credits live on that return to a lot which expired meanwhile.
 * @throws CofferError `not_found` for a checkout or deposit that is none of the wallet's.
 */
export async function makeOffers(
  sql: Sql,
  catalogs: CatalogVersions,
  wish: RefundWish,
  graceSeconds: number,
): Promise<RefundOffer[]> {
  await requireNamed(sql, wish);
  await catchUpWallet(sql, wish.walletId, graceSeconds);
  await settleWallet(sql, wish.walletId);
  let eligible = await listEligible(sql, catalogs, wish);
  const depositIds = eligible.map(({ depositId }) => depositId);
  if (await repayFromPurchases(sql, wish.walletId, depositIds)) eligible = await listEligible(sql, catalogs, wish);
  const offers: RefundOffer[] = [];
  for (const parts of groupByCheckout(eligible)) {
    for (const [index, amountUsdt] of spreadRefund(parts).entries()) {
      const part = parts[index];
      if (part !== undefined && amountUsdt > 0n) offers.push(offerOf(part, amountUsdt));
    }
  }
  return offers;
}

/**
 * What asking for a refund would pay and take: it is carried out up to that point and undone, so that both agree.
 * @throws CofferError `not_found`.
 */
export async function quoteRefund(pool: Pool, catalogs: CatalogVersions, wish: RefundWish): Promise<RefundOffer[]> {
  const graceSeconds = graceSecondsOf(await catalogs.current());
  return transaction(pool, async (sql) => {
    await lockWallet(sql, wish.walletId);
    await sql.query("SAVEPOINT quote");
    const offers = await makeOffers(sql, catalogs, wish, graceSeconds);
    await sql.query("ROLLBACK TO SAVEPOINT quote");
    return offers;
  });
}
