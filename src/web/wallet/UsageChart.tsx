import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { Schemas } from "../lib/api.js";
import { BarFigure } from "../ui/BarFigure.js";

type Bucket = Schemas["UsageReport"]["buckets"][number];

const DAY_MS = 86_400_000;
const COLORS = ["var(--accent)", "var(--warning)", "var(--good)", "var(--border-strong)", "var(--bad)"];

/** Credits by day, stacked by what they were for. A bar's height is a picture: the table has the figures. */
export function UsageChart({ buckets, from, days }: { buckets: readonly Bucket[]; from: string; days: number }) {
  const { formatDate, formatMessage } = useIntl();
  const series = useMemo(() => {
    const keys = [...new Set(buckets.map(({ key }) => key))];
    return keys.map((key, index) => ({
      key,
      name: key === "" ? formatMessage({ id: "wallet.usage.unnamed" }) : key,
      color: COLORS[index % COLORS.length] ?? "var(--accent)",
    }));
  }, [buckets, formatMessage]);
  const groups = useMemo(
    () =>
      Array.from({ length: days }, (_, index) => {
        const day = new Date(Date.parse(from) + index * DAY_MS);
        const ofDay = buckets.filter(({ start }) => Date.parse(start) === day.getTime());
        return {
          name: formatDate(day, { day: "numeric", month: "short", timeZone: "UTC" }),
          amounts: Object.fromEntries(ofDay.map(({ key, credits }) => [key, Number(credits)])),
        };
      }),
    [buckets, from, days, formatDate],
  );
  return <BarFigure label={formatMessage({ id: "wallet.usage.chart" })} groups={groups} series={series} isStacked />;
}
