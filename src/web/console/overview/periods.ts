import type { TextId } from "../../text/textIds.js";

const DAY_MS = 86_400_000;

export type PeriodId = "day" | "week" | "month" | "year";

type Period = { id: PeriodId; days: number; bucket: "hour" | "day" | "month"; title: TextId };

/** What the overview can look back on, and in which steps. */
export const PERIODS: readonly Period[] = [
  { id: "day", days: 1, bucket: "hour", title: "console.period.day" },
  { id: "week", days: 7, bucket: "day", title: "console.period.week" },
  { id: "month", days: 30, bucket: "day", title: "console.period.month" },
  { id: "year", days: 365, bucket: "month", title: "console.period.year" },
];

const STARTS = {
  hour: (start: Date, steps: number) => start.setUTCHours(start.getUTCHours() + steps, 0, 0, 0),
  day: (start: Date, steps: number) => start.setUTCHours(24 * steps, 0, 0, 0),
  month: (start: Date, steps: number) => start.setUTCMonth(start.getUTCMonth() + steps, 1),
} as const;

export type Range = { from: string; to: string; bucket: Period["bucket"] };

/** When each bucket of a range begins, those in which nothing happened among them, in UTC. */
export function startsOf({ from, to, bucket }: Range): string[] {
  const start = new Date(from);
  if (bucket === "month") start.setUTCHours(0, 0, 0, 0);
  STARTS[bucket](start, 0);
  const starts: string[] = [];
  for (; start < new Date(to); STARTS[bucket](start, 1)) starts.push(start.toISOString());
  return starts;
}

/** The range of a period that ends at `now`, the store's own time, as the revenue report asks for it. */
export function rangeOf(id: PeriodId, now: string): Range {
  const { days, bucket } = PERIODS.find((each) => each.id === id) ?? { days: 30, bucket: "day" as const };
  // What happens in this very millisecond is in it: `to` is not included.
  const to = new Date(new Date(now).getTime() + 1);
  return { from: new Date(to.getTime() - days * DAY_MS).toISOString(), to: to.toISOString(), bucket };
}
