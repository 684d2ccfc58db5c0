export type AllowancePeriod = "day" | "week" | "month";

const DAYS = { day: 1, week: 7 } as const;

/**
 * When the period `index` (from 0) begins of an allowance that started at `anchor`. Months are counted from the anchor
 * in UTC, and one without the anchor's day begins on its last: 31 January, 28 February, 31 March.
 */
export function periodStart(anchor: Date, every: AllowancePeriod, index: number): Date {
  const start = new Date(anchor);
  if (every !== "month") {
    start.setUTCDate(start.getUTCDate() + DAYS[every] * index);
    return start;
  }
  start.setUTCDate(1);
  start.setUTCMonth(start.getUTCMonth() + index);
  const daysOfMonth = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
  start.setUTCDate(Math.min(anchor.getUTCDate(), daysOfMonth));
  return start;
}
