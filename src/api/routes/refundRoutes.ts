import { z } from "zod";
import { quoteRefund, type RefundOffer } from "../../checkout/refundPurchase.js";
import { requestRefund } from "../../checkout/requestRefund.js";
import { formatAmount, parseAmount } from "../../lib/money.js";
import type { AppDependencies } from "../appDependencies.js";
import { decimal, text, time } from "../fields.js";
import { replyOf } from "../replyOf.js";
import { defineRoute, type Route } from "../route.js";

/** Which purchase; without either, every one of the wallet that can be given back. */
const wish = { checkoutId: z.string().optional(), depositId: z.string().optional() };

const purchaseSchema = z.strictObject({
  depositId: z.string(),
  checkoutId: z.string().nullable(),
  purchasedAt: time,
  refundableUntil: time,
  amountUsd: decimal,
  credits: decimal,
  bonusCredits: decimal,
});

const sums = { walletId: z.string(), amountUsd: decimal, credits: decimal, bonusCredits: decimal };

const quoteSchema = z
  .strictObject({ ...sums, policy: z.string(), purchases: z.array(purchaseSchema) })
  .meta({ id: "RefundQuote" });

const requestSchema = z
  .strictObject({
    ...sums,
    reason: z.string(),
    createdAt: time,
    purchases: z.array(purchaseSchema.extend({ id: z.string() })),
  })
  .meta({ id: "RefundRequest" });

function offerView(offer: RefundOffer): z.output<typeof purchaseSchema> {
  const { depositId, checkoutId, purchasedAt, refundableUntil } = offer;
  return {
    ...{ depositId, checkoutId },
    ...{ purchasedAt: purchasedAt.toISOString(), refundableUntil: refundableUntil.toISOString() },
    amountUsd: formatAmount(offer.amountUsdt),
    credits: formatAmount(offer.credits),
    bonusCredits: formatAmount(offer.bonusCredits),
  };
}

type Amounts = Pick<z.output<typeof purchaseSchema>, "amountUsd" | "credits" | "bonusCredits">;

function sumsOf(walletId: string, purchases: Amounts[]) {
  const sum = (name: keyof Amounts) =>
    formatAmount(purchases.reduce((total, purchase) => total + parseAmount(purchase[name]), 0n));
  return { walletId, amountUsd: sum("amountUsd"), credits: sum("credits"), bonusCredits: sum("bonusCredits") };
}

export function refundRoutes({ pool, catalogs }: AppDependencies): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/v1/wallets/{id}/refund-quote",
      summary: "What giving unused purchases back would pay and take; changes nothing",
      access: ["store"],
      body: z.strictObject(wish),
      reply: quoteSchema,
      handle: async ({ param, body }) => {
        const walletId = param("id");
        const purchases = (await quoteRefund(pool, catalogs, { walletId, ...body })).map(offerView);
        const { policy } = (await catalogs.current()).refunds;
        return { status: 200, body: { ...sumsOf(walletId, purchases), policy, purchases } };
      },
    }),
    defineRoute({
      method: "post",
      path: "/v1/wallets/{id}/refund-requests",
      summary: "Give unused purchases back: takes their credits, bonus included; an operator pays and records it",
      statuses: [201],
      refusals: ["nothing_to_refund"],
      access: ["store"],
      movesValue: true,
      body: z.strictObject({ ...wish, reason: text(400).default("unused purchase") }),
      reply: requestSchema,
      handle: async ({ param, body, caller }) => {
        const walletId = param("id");
        const outcome = await requestRefund(pool, catalogs, caller(), { walletId, ...body });
        return replyOf(outcome, (answer) => ({ ...sumsOf(walletId, answer.purchases), ...answer }));
      },
    }),
  ];
}
