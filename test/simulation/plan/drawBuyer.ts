import { formatAmount, parseAmount } from "../../../src/lib/money.js";
import type { Draw } from "./createDraw.js";
import { drawSpending } from "./drawSpending.js";
import type { BuyerPlan, CheckoutPlan, PaymentKind, PaymentPlan } from "./plan.js";

/** Prices of catalogs/default.yaml; a checkout that is due another amount ends the simulation with that fact. */
const PACKS = { small: "10", medium: "25", large: "50" } as const;

/** How buyers pay, by how often. */
const HABITS = {
  exact: 6,
  short: 2,
  over: 2,
  late: 2,
  parts: 3,
  twice: 2,
  topUp: 1,
  cancelled: 2,
  dust: 2,
  never: 1,
  batch: 3,
  zero: 1,
  other_token: 1,
  reverted: 1,
  inner_failure: 1,
  out_of_energy: 1,
} as const;

type Payer = { price: bigint; draw: Draw };

function payment({ draw }: Payer, amount: bigint, changes: Partial<PaymentPlan> = {}): PaymentPlan {
  const usdt = formatAmount(amount);
  return { waitFor: "nothing", pauseMs: draw.integer(0, 1_500), kind: "transfer", usdt, ...changes };
}

/** Splits the price into two to four parts, each of a whole number of base units. */
function parts(payer: Payer): PaymentPlan[] {
  const count = payer.draw.integer(2, 4);
  const part = payer.price / BigInt(count) + BigInt(payer.draw.integer(-99_999, 99_999));
  const first = Array.from({ length: count - 1 }, () => payment(payer, part));
  return [...first, payment(payer, payer.price - part * BigInt(count - 1))];
}

/** A payment that is worth nothing, before one that is. */
function decoy(payer: Payer, kind: PaymentKind): PaymentPlan[] {
  return [payment(payer, kind === "zero" ? 0n : payer.price, { kind }), payment(payer, payer.price)];
}

function share({ price, draw }: Payer, from: number, to: number): bigint {
  return (price * BigInt(draw.integer(from, to))) / 100n;
}

function drawPayments(payer: Payer, habit: keyof typeof HABITS): PaymentPlan[] {
  const { price, draw } = payer;
  switch (habit) {
    case "exact":
    case "cancelled":
      return [payment(payer, price)];
    case "short":
      return [payment(payer, share(payer, 15, 95))];
    case "over":
      return [payment(payer, share(payer, 105, 400))];
    case "late":
      return [payment(payer, price, { waitFor: "deadline" })];
    case "parts":
      return parts(payer);
    case "twice":
      return [payment(payer, price), payment(payer, price)];
    case "topUp":
      return [
        payment(payer, price),
        payment(payer, share(payer, 20, 100), { waitFor: draw.pick(["paid", "deadline"]) }),
      ];
    case "dust":
      return Array.from({ length: draw.integer(1, 4) }, () => payment(payer, BigInt(draw.integer(1, 400_000))));
    case "never":
      return [];
    case "batch":
      return [payment(payer, price, { kind: "batch" })];
    default:
      return decoy(payer, habit);
  }
}

function drawCheckout(draw: Draw, afterMs: number): CheckoutPlan {
  const packId = draw.weighted({ small: 5, medium: 3, large: 2 });
  const anyAmount = `${draw.integer(3, 80)}.${draw.integer(1, 9)}`;
  const byAmount = draw.chance(0.25);
  const price = parseAmount(byAmount ? anyAmount : PACKS[packId]);
  const habit = draw.weighted(HABITS);
  return {
    afterMs,
    network: draw.pick(["ethereum", "tron"]),
    purchase: byAmount ? { amountUsd: anyAmount } : { packId },
    cancels: habit === "cancelled",
    claims: draw.chance(0.15),
    payments: drawPayments({ price, draw }, habit),
  };
}

/** One buyer: one to three checkouts, each paid in a way of its own, and what services charge meanwhile. */
export function drawBuyer(draw: Draw, buyer: { name: string; startMs: number; playMs: number }): BuyerPlan {
  const left = buyer.playMs - buyer.startMs;
  const starts = [0, draw.integer(0, 3_000), draw.integer(0, left)].slice(0, draw.pick([1, 1, 1, 2, 3]));
  return {
    name: buyer.name,
    startMs: buyer.startMs,
    giftCredits: draw.chance(0.5) ? String(draw.integer(5, 60)) : "0",
    checkouts: starts.map((afterMs) => drawCheckout(draw, afterMs)),
    spending: Array.from({ length: draw.integer(0, 5) }, () => drawSpending(draw, left)),
  };
}
