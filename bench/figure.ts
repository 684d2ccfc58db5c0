export type Figure = {
  name: string;
  value: number;
  floor: number;
  /** What value / floor is to reach; or not to exceed, where `atMost` is set. */
  goal: number;
  atMost?: boolean;
};

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Prints a figure as one line of JSON, and says whether it met its goal. */
export function printFigure({ name, value, floor, goal, atMost = false }: Figure): boolean {
  const ratio = value / floor;
  const ok = atMost ? ratio <= goal : ratio >= goal;
  console.log(
    JSON.stringify({
      name,
      value: round(value, value < 10 ? 3 : 1),
      floor: round(floor, floor < 10 ? 3 : 1),
      ratio: round(ratio, 3),
      goal,
      ok,
    }),
  );
  return ok;
}
