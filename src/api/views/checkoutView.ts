import { z } from "zod";
import type { Checkout } from "../../checkout/checkout.js";
import { paymentUriOf } from "../../checkout/paymentUriOf.js";
import { confirmationsOf, requiredFor } from "../../deposits/decideFinality.js";
import type { Deposit, DepositStatus } from "../../deposits/deposit.js";
import type { ConfirmationsRequired } from "../../lib/confirmations.js";
import { formatAmount } from "../../lib/money.js";
import type { ApiSettings } from "../appDependencies.js";
import { decimal, network, pricedRegion, shownMetadata, time } from "../fields.js";
import type { Principal } from "../principal.js";
import { depositStatus } from "./depositView.js";

const checkoutDepositSchema = z
  .strictObject({
    id: z.string(),
    status: depositStatus,
    /** "other" for a token that is not credited. */
    token: z.enum(["USDT", "other"]),
    amount: decimal,
    txHash: z.string(),
    logIndex: z.int().nullable(),
    blockNumber: z.int(),
    confirmations: z.int(),
    from: z.string(),
    detectedAt: time,
    creditedAt: time.nullable(),
    credits: decimal,
  })
  .meta({ id: "CheckoutDeposit" });

export const checkoutSchema = z
  .strictObject({
    id: z.string(),
    walletId: z.string(),
    status: z.enum(["open", "confirming", "paid", "expired", "cancelled"]),
    exception: z.enum(["underpaid", "overpaid", "paid_late"]).nullable(),
    network: network.nullable(),
    token: z.literal("USDT"),
    contract: z.string().nullable(),
    address: z.string().nullable(),
    paymentUri: z.string().nullable(),
    url: z.string(),
    returnUrl: z.string().nullable(),
    amountDue: decimal,
    amountReceived: decimal,
    amountRemaining: decimal,
    tolerance: decimal,
    terms: z.strictObject({
      packId: z.string().nullable(),
      region: pricedRegion,
      priceUsd: decimal,
      discountUsd: decimal,
      credits: decimal,
      bonuses: z.array(
        z.strictObject({ id: z.string(), label: z.string(), credits: decimal, condition: z.string().nullable() }),
      ),
      totalCredits: decimal,
      baseUsdPerCredit: decimal,
      catalogVersion: z.string(),
    }),
    creditsGranted: decimal,
    confirmationsRequired: z.union([z.int(), z.literal("final")]).nullable(),
    createdAt: time,
    expiresAt: time,
    inTimeUntil: time,
    deposits: z.array(checkoutDepositSchema),
    /** Shown to keys only: it is the shop's, not the buyer's. */
    metadata: shownMetadata.optional(),
  })
  .meta({ id: "Checkout" });

export type CheckoutView = z.output<typeof checkoutSchema>;

/** A checkout with what was read for it in the same moment. */
export type CheckoutFacts = {
  checkout: Checkout;
  deposits: Deposit[];
  /** Of the checkout's network; null before one is chosen. */
  pinned: { chainId: string; token: string; cursorNumber: number | null } | null;
  /** What the wallet has on the way now, on both networks, in USDT base units. */
  pendingTotal: bigint;
};

/** Money that is here or on its way: neither undone by a fork nor sent back. */
const RECEIVED = new Set<DepositStatus>(["detected", "confirming", "credited", "stuck"]);

function isReceived({ status, isUsdt }: Deposit): boolean {
  return RECEIVED.has(status) && isUsdt;
}

/**
 * The total by which confirmations are asked, as confirmDeposits decides it: the most that the wallet had on the way together
 * with one of these deposits. Until something was paid, what is due tells how long it will take.
 */
function totalAsked({ checkout, deposits, pendingTotal }: CheckoutFacts): bigint {
  const received = deposits.filter(isReceived);
  const isPending = received.some(({ status, finalAt }) => status !== "stuck" && finalAt === null);
  const totals = received.map((deposit) => deposit.pendingTotal);
  const most = [...totals, isPending ? pendingTotal : 0n].reduce((one, other) => (other > one ? other : one));
  return most === 0n ? checkout.amountDue + pendingTotal : most;
}

/** Confirmations are counted no further than this once a deposit is final: they have stopped to matter. */
const SHOWN_MAX = 100;

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function confirmationsShown(deposit: Deposit, cursorNumber: number | null, required: ConfirmationsRequired): number {
  const gone = deposit.status === "reorged" || deposit.stuckReason === "reorged_after_credit";
  if (gone || cursorNumber === null) return 0;
  const confirmations = confirmationsOf(deposit.blockNumber, cursorNumber);
  if (deposit.finalAt === null) return confirmations;
  return Math.min(confirmations, required === "final" ? SHOWN_MAX : required);
}

function depositRow(deposit: Deposit, confirmations: number): CheckoutView["deposits"][number] {
  const { id, status, txHash, logIndex, blockNumber, from } = deposit;
  return {
    id,
    status,
    token: deposit.isUsdt ? "USDT" : "other",
    amount: formatAmount(deposit.amount),
    txHash,
    logIndex,
    blockNumber,
    confirmations,
    from,
    detectedAt: deposit.detectedAt.toISOString(),
    creditedAt: deposit.creditedAt?.toISOString() ?? null,
    credits: formatAmount(deposit.credits),
  };
}

function termsRow({ terms }: Checkout): CheckoutView["terms"] {
  return {
    packId: terms.packId,
    region: terms.rate.region,
    priceUsd: formatAmount(terms.priceUsd),
    discountUsd: formatAmount(terms.discountUsd),
    credits: formatAmount(terms.credits),
    bonuses: terms.bonuses.map(({ id, label, credits, condition }) => ({
      id,
      label,
      credits: formatAmount(credits),
      condition,
    })),
    totalCredits: formatAmount(terms.totalCredits),
    baseUsdPerCredit: formatAmount(terms.rate.usdPerCredit),
    catalogVersion: terms.catalogVersion,
  };
}

/** A checkout as anyone may see it who has its id. */
export function checkoutView(
  facts: CheckoutFacts,
  settings: Pick<ApiSettings, "publicUrl" | "confirmations">,
): CheckoutView {
  const { checkout, deposits, pinned } = facts;
  const received = sum(deposits.filter(isReceived).map(({ amount }) => amount));
  const remaining = received < checkout.amountDue ? checkout.amountDue - received : 0n;
  const rule = checkout.network === null ? null : settings.confirmations[checkout.network];
  const required = rule === null ? null : requiredFor(rule, totalAsked(facts));
  return {
    id: checkout.id,
    walletId: checkout.walletId,
    status: checkout.status,
    exception: checkout.exception,
    network: checkout.network,
    token: "USDT",
    contract: pinned?.token ?? null,
    address: checkout.address,
    paymentUri: pinned === null ? null : paymentUriOf(checkout, remaining, pinned),
    url: `${settings.publicUrl}/checkout/${checkout.id}`,
    returnUrl: checkout.returnUrl,
    amountDue: formatAmount(checkout.amountDue),
    amountReceived: formatAmount(received),
    amountRemaining: formatAmount(remaining),
    tolerance: formatAmount(checkout.tolerance),
    terms: termsRow(checkout),
    creditsGranted: formatAmount(sum(deposits.map(({ credits }) => credits))),
    confirmationsRequired: required,
    createdAt: checkout.createdAt.toISOString(),
    expiresAt: checkout.expiresAt.toISOString(),
    inTimeUntil: checkout.inTimeUntil.toISOString(),
    deposits: deposits.map((deposit) =>
      depositRow(deposit, confirmationsShown(deposit, pinned?.cursorNumber ?? null, required ?? "final")),
    ),
  };
}

/** A checkout as its viewer may see it: buyers are not told what the shop keeps with it. */
export function checkoutViewFor(
  viewer: Principal | null,
  facts: CheckoutFacts,
  settings: Pick<ApiSettings, "publicUrl" | "confirmations">,
): CheckoutView {
  const view = checkoutView(facts, settings);
  return viewer?.kind === "key" ? { ...view, metadata: facts.checkout.metadata } : view;
}
