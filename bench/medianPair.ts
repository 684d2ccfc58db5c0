/** What was measured, and what it is compared with, at about the same time. */
export type Pair = { value: number; floor: number };

/**
 * Of several pairs, the one whose ratio is in the middle. A machine whose pace wanders spoils a ratio of two medians,
 * which may come from different minutes; a pair was measured within seconds.
 * @throws RangeError when there is none.
 */
export function medianPair(pairs: readonly Pair[]): Pair {
  const sorted = pairs.toSorted((a, b) => a.value / a.floor - b.value / b.floor);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError("no round was played");
  return middle;
}
