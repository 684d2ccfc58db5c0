import type { components } from "../../client/schema.js";

type Catalog = components["schemas"]["Catalog"];

export type Offer = Catalog["bonuses"][number] | Catalog["discounts"][number];

/** What can still be had on top of a purchase, paying in USDT first; what begins later too, what is over not. */
export function offersOf({ bonuses, discounts }: Pick<Catalog, "bonuses" | "discounts">, now: Date): Offer[] {
  const payment = bonuses.filter(({ condition }) => condition === "payment");
  const others = bonuses.filter(({ condition }) => condition !== "payment");
  return [...payment, ...others, ...discounts].filter(({ until }) => until === null || now < new Date(until));
}

/** Whether an offer waits for its beginning. */
export function isToCome({ from }: Offer, now: Date): boolean {
  return from !== null && now < new Date(from);
}
