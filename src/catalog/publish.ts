import { BASE_UNITS } from "../lib/money.js";
import { disclosureOf } from "./disclosure.js";
import { fraction, multiply, nearest } from "./fraction.js";
import type { Pack } from "./offerSchema.js";
import type { Condition, Operation } from "./operationSchema.js";
import { perCredit, totalCredits } from "./perCredit.js";
import { priceUsage } from "./price.js";
import { expiryOf, priceBook } from "./rate.js";
import type { Catalog } from "./schema.js";
import { toPlainJson } from "./toPlainJson.js";

/**
 * The catalogue as the public may read it, in the region's price book: all of `GET /v1/catalog` but `networks`, as JSON
 * with decimal strings. Dollars are rounded to the nearest millionth, to be read, not to be charged. Promotion codes
 * are left out: who has one may use it.
 */
export function publishCatalog(catalog: Catalog, region?: string | null) {
  const { book, region: known } = priceBook(catalog, region);
  const imageCredits = priceUsage(catalog, catalog.standardImage, region).credits;
  const regional = known === null ? [] : (catalog.regions[known]?.operations ?? []);
  const operations = [
    ...catalog.operations.map((operation) => regional.find(({ id }) => id === operation.id) ?? operation),
    ...regional.filter(({ id }) => catalog.operations.every((operation) => operation.id !== id)),
  ];
  const ofBonuses = catalog.bonuses.map(({ code, when, ...bonus }) => ({
    ...bonus,
    condition: when,
    hasCode: code !== null,
  }));
  const ofDiscounts = catalog.discounts.map(({ code, when, ...discount }) => ({
    ...discount,
    condition: when,
    hasCode: code !== null,
  }));
  return {
    version: catalog.version,
    name: catalog.name,
    region: known,
    creditName: catalog.creditName,
    creditUsd: toPlainJson(book.creditUsd),
    standardImage: { ...catalog.standardImage, credits: toPlainJson(imageCredits) },
    packs: book.packs.map((pack) => publishPack(catalog, pack, imageCredits)),
    anyAmount: toPlainJson(catalog.anyAmount),
    bonuses: ofBonuses.map(toPlainJson),
    discounts: ofDiscounts.map(toPlainJson),
    operations: operations.map(publishOperation),
    allowances: catalog.allowances.map(toPlainJson),
    expiry: catalog.expiry,
    refunds: catalog.refunds,
    transfers: catalog.transfers,
    grace: catalog.grace,
    failedGenerations: catalog.failedGenerations,
    disclosure: disclosureOf(catalog),
  };
}

function publishPack(catalog: Catalog, pack: Pack, imageCredits: bigint) {
  const { afterDays, afterInactiveDays } = expiryOf(catalog, pack);
  const usdPerImage = multiply(perCredit(pack), fraction(imageCredits, BASE_UNITS));
  return toPlainJson({
    id: pack.id,
    name: pack.name,
    priceUsd: pack.priceUsd,
    localPrice: pack.localPrice,
    credits: pack.credits,
    bonusCredits: pack.bonusCredits,
    totalCredits: totalCredits(pack),
    usdPerCredit: nearest(perCredit(pack)),
    usdPerStandardImage: nearest(usdPerImage),
    expiresAfterDays: afterDays,
    expiresAfterInactiveDays: afterInactiveDays,
  });
}

/** An operation whose price depends on nothing says so in `credits`; `rules` and `adjustments` are always there. */
function publishOperation({ rules, adjustments, defaults, ...operation }: Operation) {
  const [only, ...others] = rules;
  const isPlain =
    only !== undefined &&
    others.length === 0 &&
    adjustments.length === 0 &&
    only.per === null &&
    Object.keys(writtenParts(only.when)).length === 0;
  return toPlainJson({
    ...operation,
    ...(isPlain ? { credits: only.credits } : {}),
    rules: rules.map(({ when, ...rule }) => ({ ...rule, when: writtenParts(when) })),
    adjustments: adjustments.map(({ when, ...adjustment }) => ({ ...adjustment, when: writtenParts(when) })),
    defaults: { ...defaults, count: 1 },
  });
}

/** The parts of a condition that it names. */
function writtenParts(condition: Condition): Partial<Condition> {
  return Object.fromEntries(Object.entries(condition).filter(([, part]) => part !== null));
}
