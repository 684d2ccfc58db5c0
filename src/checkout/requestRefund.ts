import { graceSecondsOf } from "../catalog/graceSecondsOf.js";
import type { Pool } from "../db/client.js";
import { withIdempotency } from "../ledger/idempotency.js";
import type { Caller, Outcome } from "../ledger/outcome.js";
import { readStoreTime } from "../ledger/readStoreTime.js";
import { takeBackPurchase } from "../ledger/takeBackPurchase.js";
import { CofferError } from "../lib/errors.js";
import { formatAmount } from "../lib/money.js";
import type { CatalogVersions } from "./catalogVersions.js";
import { makeOffers, type RefundWish } from "./refundPurchase.js";

/** A refund that was asked for, as its reply shows it: the offers carried out, each with its id; amounts as decimals. */
export type RefundAnswer = {
  reason: string;
  createdAt: string;
  purchases: ({ id: string } & Record<"depositId" | "purchasedAt" | "refundableUntil", string> &
    Record<"amountUsd" | "credits" | "bonusCredits", string> & { checkoutId: string | null })[];
};

/**
 * Gives the wished purchases back, once for a (client, wallet, key): takes their unused credits, bonus included, those
 * that the wallet owes unpaid, and records what an operator is to pay.
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
  const graceSeconds = graceSecondsOf(await catalogs.current());
  return withIdempotency(pool, { ...caller, walletId }, async (sql) => {
    const offers = await makeOffers(sql, catalogs, wish, graceSeconds);
    if (offers.length === 0) {
      const message = "No unused purchase of this wallet can be given back: ask for a refund quote to see which can.";
      throw new CofferError("nothing_to_refund", message, { fields: { walletId } });
    }
    const purchases = [];
    for (const { purchasedAt, refundableUntil, amountUsdt, credits, bonusCredits, ...offer } of offers) {
      const amounts = { amountUsdt, credits, bonusCredits };
      const id = await takeBackPurchase(sql, { ...offer, ...amounts, walletId, clientId: caller.clientId, reason });
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
