export type Limit = {
  /** Ends in its unit: `_s` or `_mb`. */
  name: string;
  value: number;
  /** The value must not be above it. */
  goal: number;
};

/** Prints a figure that has a unit and no floor as one line of JSON, and says whether it met its goal. */
export function printLimit({ name, value, goal }: Limit): boolean {
  const ok = value <= goal;
  console.log(JSON.stringify({ name, value: Number(value.toFixed(3)), floor: null, ratio: null, goal, ok }));
  return ok;
}
