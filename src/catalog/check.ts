import { CofferError } from "../lib/errors.js";
import { BASE_UNITS } from "../lib/money.js";
import { checkOperation } from "./checkOperation.js";
import { checkPacks } from "./checkPacks.js";
import type { Contradiction } from "./contradiction.js";
import type { Bonus, Expiry } from "./offerSchema.js";
import { priceUsage } from "./price.js";
import type { Catalog } from "./schema.js";

/** What is wrong with a catalogue that can be read; empty for one that may be sold from. */
export function checkCatalog(catalog: Catalog): Contradiction[] {
  const books = [
    { path: "", book: catalog },
    ...Object.entries(catalog.regions).map(([region, book]) => ({ path: `regions.${region}.`, book })),
  ];
  return [
    ...books.flatMap(({ path, book }) => [
      ...book.operations.flatMap((operation) => checkOperation(`${path}operations.${operation.id}`, operation)),
      ...checkPacks(`${path}packs`, catalog, book),
    ]),
    ...checkStandardImage(catalog),
    ...checkAnyAmount(catalog),
    ...catalog.bonuses.flatMap((bonus) => checkBonus(catalog, bonus)),
    ...catalog.discounts.flatMap(({ id, ...offer }) => checkWindow(`discounts.${id}`, offer)),
    ...catalog.allowances.flatMap(({ id, credits, capCredits }) =>
      capCredits !== null && capCredits < credits
        ? [{ path: `allowances.${id}`, message: "its cap is less than one period's credits" }]
        : [],
    ),
  ];
}

/** In every price book that has the operation: readers of a region are told the image's price too. */
function checkStandardImage(catalog: Catalog): Contradiction[] {
  const { operation } = catalog.standardImage;
  const regions = Object.keys(catalog.regions).filter((region) =>
    catalog.regions[region]?.operations.some(({ id }) => id === operation),
  );
  return [
    ...refusalOf(catalog, null).map((message) => ({ path: "standardImage", message })),
    ...regions.flatMap((region) =>
      refusalOf(catalog, region).map((message) => ({
        path: `regions.${region}.operations.${operation}`,
        message: `does not price the standard image. ${message}`,
      })),
    ),
  ];
}

/** Why the standard image has no price; empty when it has one. */
function refusalOf(catalog: Catalog, region: string | null): string[] {
  try {
    priceUsage(catalog, catalog.standardImage, region);
    return [];
  } catch (error) {
    if (error instanceof CofferError) return [error.message];
    throw error;
  }
}

function checkAnyAmount({ anyAmount, creditUsd }: Catalog): Contradiction[] {
  if (anyAmount === null) return [];
  const path = "anyAmount";
  const found: Contradiction[] = [];
  if (anyAmount.minUsd > anyAmount.maxUsd) found.push({ path, message: "its least is more than its most" });
  let before = { fromUsd: 0n, creditUsd };
  for (const breakpoint of anyAmount.breakpoints) {
    if (breakpoint.fromUsd <= before.fromUsd || breakpoint.creditUsd >= before.creditUsd) {
      found.push({ path, message: "its breakpoints must rise in `fromUsd` and fall in `creditUsd`" });
    }
    before = breakpoint;
  }
  return found;
}

function checkBonus(catalog: Catalog, bonus: Bonus): Contradiction[] {
  const path = `bonuses.${bonus.id}`;
  const found = checkWindow(path, bonus);
  const packs = [catalog, ...Object.values(catalog.regions)].flatMap((book) => book.packs);
  const expiry = bonus.expiry;
  if (expiry !== null && [catalog, ...packs].some((each) => each.expiry !== null && isShorter(expiry, each.expiry))) {
    found.push({ path, message: "expires before the purchase it comes with" });
  }
  const largest = [...packs.map(({ priceUsd }) => priceUsd), catalog.anyAmount?.maxUsd ?? 0n];
  if (bonus.fromUsd !== null && largest.every((priceUsd) => priceUsd < (bonus.fromUsd ?? 0n))) {
    found.push({ path, message: `comes with no purchase: none reaches ${bonus.fromUsd / BASE_UNITS} dollars` });
  }
  return found;
}

function checkWindow(path: string, { from, until }: Pick<Bonus, "from" | "until">): Contradiction[] {
  return from !== null && until !== null && until <= from ? [{ path, message: "ends before it begins" }] : [];
}

/** Whether credits can end sooner by `left` than by `right`. */
export function isShorter(left: Expiry, right: Expiry): boolean {
  const before = (one: number | null, other: number | null) => one !== null && (other === null || one < other);
  return before(left.afterDays, right.afterDays) || before(left.afterInactiveDays, right.afterInactiveDays);
}
