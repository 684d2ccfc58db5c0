import { isShorter } from "./check.js";
import type { Expiry } from "./offerSchema.js";
import type { Catalog } from "./schema.js";

/** One point of fair pricing: whether the catalogue meets it, and why. */
export type DisclosurePoint = { point: string; ok: boolean; why: string };

/** A year, the shortest life of bought credits that counts as fair. */
const FAIR_DAYS = 365;

/** What the guides to fair credit pricing ask for, answered from the catalogue, good or bad. */
export function disclosureOf(catalog: Catalog): DisclosurePoint[] {
  const unpriced = catalog.operations.filter(({ rules }) => rules.length === 0).map(({ id }) => id);
  const offers = [...catalog.bonuses, ...catalog.discounts];
  const timed = offers.filter(({ from, until }) => from !== null || until !== null).map(({ label }) => label);
  const sizes = catalog.packs.length + (catalog.anyAmount?.breakpoints.length ?? 0);
  const { policy, windowDays } = catalog.refunds;
  return [
    { point: "Dollars per credit are shown before purchase", ok: true, why: "Every pack states its price per credit." },
    {
      point: "Every operation's cost is shown before generating",
      ok: unpriced.length === 0,
      why:
        unpriced.length === 0 ? "All are priced here, and quotes are free." : `No price for: ${unpriced.join(", ")}.`,
    },
    expiryPoint(catalog),
    bonusPoint(catalog),
    {
      point: "The price is the same whenever you buy",
      ok: timed.length === 0,
      why: timed.length === 0 ? "No offer has an end." : `For a limited time only: ${timed.join("; ")}.`,
    },
    { point: "Volume breakpoints are in plain sight", ok: true, why: `All ${sizes} price steps are listed here.` },
    {
      point: "Failed generations cost nothing",
      ok: catalog.failedGenerations === "free",
      why:
        catalog.failedGenerations === "free"
          ? "Credits are held first, and released when a generation fails."
          : "Failed generations are charged.",
    },
    { point: "The refund policy is stated", ok: true, why: `${policy} Window: ${windowDays} days.` },
    {
      point: "The cost per usable image can be computed",
      ok: true,
      why: "Each capture records whether its output was usable, and usage reports count both.",
    },
  ];
}

function expiries(catalog: Catalog): Expiry[] {
  const books = [catalog, ...Object.values(catalog.regions)];
  return [catalog.expiry, ...books.flatMap(({ packs }) => packs.flatMap(({ expiry }) => expiry ?? []))];
}

const lastsFor = (periods: number, every: string) => (periods === 1 ? `a ${every}` : `${periods} ${every}s`);

/** What becomes of the unused credits of an allowance; the guides judge what is bought. */
function lapsesOf({ name, every, rollover, whenEnded }: Catalog["allowances"][number]): string {
  const ends = [
    ...(rollover === "forever" ? [] : [`after ${lastsFor(rollover + 1, every)}`]),
    ...(whenEnded === "lapse" ? ["when the allowance ends"] : []),
  ];
  return `${name}: what is unused ${ends.length === 0 ? "never expires" : `lapses ${ends.join(", or ")}`}.`;
}

function expiryPoint(catalog: Catalog): DisclosurePoint {
  const days = expiries(catalog).flatMap(({ afterDays, afterInactiveDays }) => [
    ...(afterDays === null ? [] : [{ days: afterDays, since: "the purchase" }]),
    ...(afterInactiveDays === null ? [] : [{ days: afterInactiveDays, since: "the last activity" }]),
  ]);
  const [shortest] = days.sort((left, right) => left.days - right.days);
  const ends = shortest === undefined ? "never expires" : `ends ${shortest.days} days after ${shortest.since}`;
  return {
    point: "Credits do not expire, or only after 12 months or more",
    ok: shortest === undefined || shortest.days >= FAIR_DAYS,
    why: [`What is bought ${ends}.`, ...catalog.allowances.map(lapsesOf)].join(" "),
  };
}

function bonusPoint(catalog: Catalog): DisclosurePoint {
  const all = expiries(catalog);
  const short = catalog.bonuses.filter(({ expiry }) => expiry !== null && all.some((each) => isShorter(expiry, each)));
  return {
    point: "Bonus credits live at least as long as their purchase",
    ok: short.length === 0,
    why: short.length === 0 ? "Every bonus does." : `These end sooner: ${short.map(({ label }) => label).join("; ")}.`,
  };
}
