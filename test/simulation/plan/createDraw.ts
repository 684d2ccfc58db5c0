import { createRandom } from "../../support/createRandom.js";

/** Draws from one seed's chance, in the order asked. */
export type Draw = {
  /** A whole number, both ends included. */
  integer(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the names, each as likely as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
};

/** @throws RangeError when there is nothing to pick from. */
export function createDraw(seed: number): Draw {
  const random = createRandom(seed);
  const integer = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[integer(0, items.length - 1)];
    if (item === undefined) throw new RangeError("There is nothing to pick from.");
    return item;
  };
  return {
    integer,
    chance: (probability) => random() < probability,
    pick,
    weighted: (weights) => {
      const names = Object.keys(weights) as (keyof typeof weights)[];
      return pick(names.flatMap((name) => Array.from({ length: weights[name] }, () => name)));
    },
  };
}
