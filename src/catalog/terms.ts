import { CofferError } from "../lib/errors.js";
import { BASE_UNITS, formatAmount } from "../lib/money.js";
import { fraction } from "./fraction.js";
import type { Bonus } from "./offerSchema.js";
import { mayHave } from "./onceHad.js";
import { breakpointFor, expiryOf, isOffered, priceBook, rateFor } from "./rate.js";
import type { Catalog } from "./schema.js";
import { codeOf, type OfferRequest, type Purchase, termsCredits } from "./termsCredits.js";
import type { Offer, Terms } from "./termsSchema.js";

const WHOLE_PERCENT = 100n * BASE_UNITS;

/** A payment that misses the amount due by no more than this has paid it: 0.5 %, at most 0.50 USDT. */
const TOLERANCE_PER_MILLE = 5n;
const TOLERANCE_MAX = BASE_UNITS / 2n;

const NETWORKS = ["tron", "ethereum"] as const;

export type TermsRequest = OfferRequest & ({ packId: string } | { amountUsd: bigint });

/**
 * The terms of a purchase.
 * @throws CofferError `invalid_request` with `issues` naming `packId`, `amountUsd` or `promoCode`.
 */
export function termsFor(catalog: Catalog, request: TermsRequest): Terms {
  const offer = offerFor(catalog, request);
  const depends = [...catalog.bonuses, ...catalog.discounts].some((each) => each.network !== null);
  if (request.network || !depends) return { ...offer, byNetwork: null };
  const [tron, ethereum] = NETWORKS.map((network) => offerFor(catalog, { ...request, network }));
  return { ...offer, byNetwork: tron && ethereum ? { tron, ethereum } : null };
}

/** The terms once the buyer has chosen a network. */
export function chooseNetwork(terms: Terms, network: "tron" | "ethereum"): Terms {
  return { ...(terms.byNetwork?.[network] ?? terms), byNetwork: null };
}

function offerFor(catalog: Catalog, request: TermsRequest): Offer {
  const purchase = findPurchase(catalog, request);
  const discounts = discountsFor(catalog, request, purchase.priceUsd);
  const discountUsd = discounts.reduce((sum, { usd }) => sum + usd, 0n);
  const amountDue = purchase.priceUsd - discountUsd;
  const share = (amountDue * TOLERANCE_PER_MILLE) / 1_000n;
  const { credits, bonuses, totalCredits } = termsCredits(catalog, request, purchase);
  const expiry = expiryOf(catalog, purchase.pack);
  return {
    catalogVersion: catalog.version,
    packId: purchase.pack?.id ?? null,
    priceUsd: purchase.priceUsd,
    discounts,
    discountUsd,
    amountDue,
    tolerance: share < TOLERANCE_MAX ? share : TOLERANCE_MAX,
    credits,
    expiry,
    bonuses,
    totalCredits,
    rate: rateFor(catalog, request, expiry),
    inTimeGraceSeconds: catalog.grace.paymentMinutes * 60,
  };
}

function findPurchase(catalog: Catalog, request: TermsRequest): Purchase {
  const { book } = priceBook(catalog, request.region);
  if ("packId" in request) {
    const pack = book.packs.find(({ id }) => id === request.packId);
    if (pack === undefined) refuse("packId", `one of ${book.packs.map(({ id }) => id).join(", ")}`);
    return { pack, priceUsd: pack.priceUsd, credits: fraction(pack.credits) };
  }
  const { amountUsd } = request;
  const bounds = catalog.anyAmount;
  if (bounds === null) refuse("amountUsd", "this catalogue sells packs only: name a packId");
  if (amountUsd < bounds.minUsd || amountUsd > bounds.maxUsd) {
    refuse("amountUsd", `from ${formatAmount(bounds.minUsd)} to ${formatAmount(bounds.maxUsd)} USDT`);
  }
  const usdPerCredit = breakpointFor(catalog, book.creditUsd, amountUsd)?.creditUsd ?? book.creditUsd;
  return { pack: null, priceUsd: amountUsd, credits: fraction(amountUsd * BASE_UNITS, usdPerCredit) };
}

function discountsFor(catalog: Catalog, request: TermsRequest, priceUsd: bigint): Offer["discounts"] {
  requireCode(catalog, request);
  let rest = priceUsd;
  const discounts: Offer["discounts"] = [];
  for (const { id, label, percent, fromUsd, ...offer } of catalog.discounts) {
    if (!isOffered(offer, request) || (fromUsd !== null && priceUsd < fromUsd)) continue;
    if (offer.code !== null && offer.code !== codeOf(request)) continue;
    const usd = (rest * percent) / WHOLE_PERCENT;
    rest -= usd;
    if (usd > 0n) discounts.push({ id, label, usd });
  }
  return discounts;
}

/** Refuses a code that nobody knows, and one that could bring this wallet nothing any more. */
function requireCode(catalog: Catalog, request: TermsRequest): void {
  const code = codeOf(request);
  if (code === null) return;
  // Offered on some network is enough here: the buyer may choose it later.
  const runs = (offer: Pick<Bonus, "code" | "network" | "from" | "until">) =>
    offer.code === code && isOffered({ ...offer, network: null }, request);
  const bonuses = catalog.bonuses.filter(runs);
  if (catalog.discounts.some(runs)) return;
  if (bonuses.length === 0) refuse("promoCode", "is not known, or no longer runs");
  const { onceHad } = request;
  if (onceHad && bonuses.every(({ id }) => !mayHave(id, "promo_code", onceHad))) {
    refuse("promoCode", "was used by this wallet already");
  }
}

function refuse(path: string, message: string): never {
  throw new CofferError("invalid_request", `${path}: ${message}.`, { fields: { issues: [{ path, message }] } });
}
