import { BASE_UNITS } from "../lib/money.js";
import { add, type Fraction, floor, fraction, multiply, ZERO } from "./fraction.js";
import type { Bonus, Pack } from "./offerSchema.js";
import { mayHave, type OnceHad } from "./onceHad.js";
import { type Buyer, expiryOf, isOffered } from "./rate.js";
import type { Catalog } from "./schema.js";
import type { Offer } from "./termsSchema.js";

const WHOLE_PERCENT = 100n * BASE_UNITS;

/** What is bought, before bonuses: a pack, or credits for a sum. */
export type Purchase = { pack: Pack | null; priceUsd: bigint; credits: Fraction };

export type OfferRequest = Buyer & {
  promoCode?: string | null;
  /** What the wallet has had of what it may have once: that is not offered again. */
  onceHad?: OnceHad;
};

/** The purchase and its bonuses in whole base units, floored as running sums, so that all of them lose at most one. */
export function termsCredits(catalog: Catalog, request: OfferRequest, { pack, priceUsd, credits }: Purchase) {
  const bought = add(credits, fraction(pack?.bonusCredits ?? 0n));
  let exact = ZERO;
  let granted = 0n;
  const take = (share: Fraction): bigint => {
    exact = add(exact, share);
    const part = floor(exact) - granted;
    granted += part;
    return part;
  };

  const own = take(credits);
  const bonuses: Offer["bonuses"] = [];
  const addBonus = (bonus: Omit<Offer["bonuses"][number], "credits">, share: Fraction) => {
    const part = take(share);
    if (part > 0n) bonuses.push({ ...bonus, credits: part });
  };
  const expiry = expiryOf(catalog, pack);
  if (pack !== null) {
    addBonus(
      { id: "pack", label: `Bonus of the pack ${pack.name}`, condition: null, expiry },
      fraction(pack.bonusCredits),
    );
  }
  for (const bonus of catalog.bonuses) {
    if (!isOffered(bonus, request) || (bonus.fromUsd !== null && priceUsd < bonus.fromUsd)) continue;
    if (bonus.code !== null && bonus.code !== codeOf(request)) continue;
    const condition = bonus.when === "payment" ? null : bonus.when;
    if (condition !== null && request.onceHad && !mayHave(bonus.id, condition, request.onceHad)) continue;
    addBonus({ id: bonus.id, label: bonus.label, condition, expiry: bonus.expiry ?? expiry }, shareOf(bonus, bought));
  }
  return { credits: own, bonuses, totalCredits: granted };
}

function shareOf(bonus: Bonus, bought: Fraction): Fraction {
  const share = bonus.percent === null ? ZERO : multiply(bought, fraction(bonus.percent, WHOLE_PERCENT));
  const whole = add(share, fraction(bonus.credits ?? 0n));
  return bonus.maxCredits !== null && floor(whole) >= bonus.maxCredits ? fraction(bonus.maxCredits) : whole;
}

/** The promotion code as the catalogue writes it. */
export function codeOf(request: OfferRequest): string | null {
  return request.promoCode?.trim().toUpperCase() ?? null;
}
