import type { BuyerPlan, Disturbance, Plan, SpendingPlan } from "./plan.js";

type Stretch = (ms: number) => number;

function stretchBuyer(buyer: BuyerPlan, stretch: Stretch): BuyerPlan {
  return {
    ...buyer,
    startMs: stretch(buyer.startMs),
    checkouts: buyer.checkouts.map((checkout) => ({
      ...checkout,
      afterMs: stretch(checkout.afterMs),
      payments: checkout.payments.map((payment) => ({ ...payment, pauseMs: stretch(payment.pauseMs) })),
    })),
    spending: buyer.spending.map((spending) => stretchSpending(spending, stretch)),
  };
}

function stretchSpending({ what, ...spending }: SpendingPlan, stretch: Stretch): SpendingPlan {
  const stretched = "pauseMs" in what ? { ...what, pauseMs: stretch(what.pauseMs) } : what;
  return { ...spending, afterMs: stretch(spending.afterMs), what: stretched };
}

function stretchDisturbance(disturbance: Disturbance, stretch: Stretch): Disturbance {
  const stretched = { ...disturbance, atMs: stretch(disturbance.atMs) };
  if ("forMs" in stretched) return { ...stretched, forMs: stretch(stretched.forMs) };
  return "downMs" in stretched ? { ...stretched, downMs: stretch(stretched.downMs) } : stretched;
}

/**
 * The same play, so many times slower: what happens, in which order and in which proportions stays. A busy machine needs
 * it, where answers come late: mishaps would be over before the buyers have begun.
 */
export function stretchPlan(plan: Plan, times: number): Plan {
  const stretch: Stretch = (ms) => ms * times;
  return {
    ...plan,
    stretch: times,
    playMs: stretch(plan.playMs),
    settings: { ...plan.settings, checkoutTtlSeconds: stretch(plan.settings.checkoutTtlSeconds) },
    buyers: plan.buyers.map((buyer) => stretchBuyer(buyer, stretch)),
    disturbances: plan.disturbances.map((disturbance) => stretchDisturbance(disturbance, stretch)),
  };
}
