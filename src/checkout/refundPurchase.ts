import type { Pool } from "../db/client.js";
import type { Sql } from "../db/sql.js";
import { withIdempotency } from "../ledger/idempotency.js";
import { listRefundablePurchases, type RefundablePurchase } from "../ledger/listRefundablePurchases.js";
import type { Caller, Outcome } from "../ledger/outcome.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { settleWallet } from "../ledger/settleWallet.js";
import { takeBackPurchase } from "../ledger/takeBackPurchase.js";
import { CofferError } from "../lib/errors.js";
import { divideFloor, formatAmount } from "../lib/money.js";
import type { CatalogVersions } from "./catalogVersions.js";

/** Which purchases of a wallet; what is left out stands for any. */
export type RefundWish = { walletId: string; checkoutId?: string | undefined; depositId?: string | undefined };

/** What giving one purchase back would do: amounts in base units. */
export type RefundOffer = {
  depositId: string;
  checkoutId: string | null;
  purchasedAt: Date;
  refundableUntil: Date;
  /** USDT: what the bought credits that are left cost, less those that pay for bonus credits already used. */
  amountUsdt: bigint;
  /** Taken from the wallet: all that is left of the purchase and of its bonus. */
  credits: bigint;
  bonusCredits: bigint;
};

const DAY_MS = 86_400_000;
/** No catalogue can promise a longer window. */
const LONGEST_WINDOW_DAYS = 366;

/**
 * The bought credits of each purchase that may be given back. Bonus credits burn before bought ones: what was used of
 * them is paid for with bought ones, else they would be free. Where a checkout was paid in parts, the part that completed
 * its pack has the bonus that all of them earned: each pays for what was used of it, as far as it goes.
 */
function createUnused(): (purchase: RefundablePurchase) => bigint {
  const unpaid = new Map<string, bigint>();
  return ({ depositId, checkoutId, remaining, bonusUsed }) => {
    const key = checkoutId ?? depositId;
    const owed = unpaid.get(key) ?? bonusUsed;
    const paid = owed < remaining ? owed : remaining;
    unpaid.set(key, owed - paid);
    return remaining - paid;
  };
}

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

/** Only money that is credited and still on the chain can be paid back, and no more of it than came; base units. */
async function capToPaid(sql: Sql, depositId: string, cost: bigint): Promise<bigint> {
  const { rows } = await sql.query<{ capped: bigint }>(
    "SELECT least(amount, $2)::bigint AS capped FROM deposits WHERE id = $1 AND status = 'credited'",
    [depositId, cost],
  );
  return rows[0]?.capped ?? 0n;
}

/**
 * The purchases of a wallet that may be given back now, by the catalogue that was in force when each was bought: within
 * its window, and only the first one where it says so. Rounds the money down.
 */
export async function quoteRefund(sql: Sql, catalogs: CatalogVersions, wish: RefundWish): Promise<RefundOffer[]> {
  const now = await readStoreTime(sql);
  const since = new Date(now.getTime() - LONGEST_WINDOW_DAYS * DAY_MS);
  const offers: RefundOffer[] = [];
  const unusedOf = createUnused();
  for (const purchase of selectWished(await listRefundablePurchases(sql, wish.walletId, since), wish)) {
    const { depositId, checkoutId, purchasedAt, costUsdt, granted, remaining, bonusRemaining, isFirst } = purchase;
    const { windowDays, firstPurchaseOnly } = (await catalogs.at(purchasedAt)).refunds;
    const refundableUntil = new Date(purchasedAt.getTime() + windowDays * DAY_MS);
    const amountUsdt = await capToPaid(sql, depositId, divideFloor(costUsdt * unusedOf(purchase), granted));
    if (refundableUntil <= now || (firstPurchaseOnly && !isFirst) || amountUsdt === 0n) continue;
    offers.push({
      ...{ depositId, checkoutId, purchasedAt, refundableUntil, amountUsdt },
      ...{ credits: remaining, bonusCredits: bonusRemaining },
    });
  }
  return offers;
}

/** A refund that was asked for, as its reply shows it: the offers carried out, each with its id; amounts as decimals. */
export type RefundAnswer = {
  reason: string;
  createdAt: string;
  purchases: ({ id: string } & Record<"depositId" | "purchasedAt" | "refundableUntil", string> &
    Record<"amountUsd" | "credits" | "bonusCredits", string> & { checkoutId: string | null })[];
};

/**
 * Gives the wished purchases back, once for a (client, wallet, key): takes their unused credits, bonus included, and
 * records what an operator is to pay.
 * @throws CofferError `not_found`, `idempotency_key_reused`. That nothing may be given back (`nothing_to_refund`) is an
 * answer, stored under the key.
 */
export async function requestRefund(
  pool: Pool,
  catalogs: CatalogVersions,
  caller: Caller,
  { reason, ...wish }: RefundWish & { reason: string },
): Promise<Outcome<RefundAnswer>> {
  const { walletId } = wish;
  return withIdempotency(pool, { ...caller, walletId }, async (sql) => {
    await settleWallet(sql, walletId);
    const offers = await quoteRefund(sql, catalogs, wish);
    if (offers.length === 0) {
      const message = "No unused purchase of this wallet can be given back: ask for a refund quote to see which can.";
      throw new CofferError("nothing_to_refund", message, { fields: { walletId } });
    }
    const purchases = [];
    for (const { purchasedAt, refundableUntil, amountUsdt, credits, bonusCredits, ...offer } of offers) {
      const refund = { ...offer, walletId, amountUsdt, credits, bonusCredits, clientId: caller.clientId, reason };
      const id = await takeBackPurchase(sql, refund);
      purchases.push({
        ...{ id, ...offer },
        ...{ purchasedAt: purchasedAt.toISOString(), refundableUntil: refundableUntil.toISOString() },
        amountUsd: formatAmount(amountUsdt),
        credits: formatAmount(credits),
        bonusCredits: formatAmount(bonusCredits),
      });
    }
    const createdAt = (await readStoreTime(sql)).toISOString();
    return { status: 201, answer: { reason, createdAt, purchases } };
  });
}
